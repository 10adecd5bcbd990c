import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { VisitContext } from '../visit-context.js';

interface FormProps {
  readonly action: string;
  readonly class?: string;
  /** Whether it holds files; its route must take them. */
  readonly files?: boolean;
  readonly children: ComponentChildren;
}

/** A form that does something. It carries the token without which nothing is done. */
export function Form({ action, class: className, files = false, children }: FormProps) {
  const visit = useContext(VisitContext);
  return (
    <form method="post" action={action} class={className} enctype={files ? 'multipart/form-data' : undefined}>
      <input type="hidden" name="csrf" value={visit?.csrf} />
      {children}
    </form>
  );
}
