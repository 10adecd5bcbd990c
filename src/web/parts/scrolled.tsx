import type { ComponentChildren } from 'preact';

/** A table that may be wider than a phone: it scrolls by itself, also by keyboard. */
export const Scrolled = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
  <section class="scrolled" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
