import type { ComponentChildren } from 'preact';
import { Scrolled } from './scrolled.js';

interface CopyableProps {
  /** What the button copies. */
  readonly text: string;
  /** What it is, for those who do not see it. */
  readonly label: string;
  /** The text as it is shown, where that is not as it is copied: coloured. */
  readonly children?: ComponentChildren;
}

/** A text to be copied, with a button that does so; it can be selected by hand as well. */
export const Copyable = ({ text, label, children = text }: CopyableProps) => (
  <div class="copyable">
    <Scrolled label={label}>
      <pre>
        <code>{children}</code>
      </pre>
    </Scrolled>
    <button type="button" class="copy" data-copy={text} hidden>
      Copy
    </button>
  </div>
);
