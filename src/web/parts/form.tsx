import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { VisitContext } from '../visit-context.js';

interface FormProps {
  readonly action: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A form that does something. It carries the token without which nothing is done. */
export function Form({ action, class: className, children }: FormProps) {
  const visit = useContext(VisitContext);
  return (
    <form method="post" action={action} class={className}>
      <input type="hidden" name="csrf" value={visit?.csrf} />
      {children}
    </form>
  );
}
