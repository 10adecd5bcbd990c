import type { ComponentChildren } from 'preact';

interface NoticeProps {
  readonly kind: 'done' | 'info' | 'warning' | 'problem';
  readonly children: ComponentChildren;
}

/** Something that whoever looks at the page should see first. */
export const Notice = ({ kind, children }: NoticeProps) => (
  <div class={`notice ${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
    {children}
  </div>
);
