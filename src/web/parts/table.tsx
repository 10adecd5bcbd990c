import type { ComponentChildren } from 'preact';
import { Scrolled } from './scrolled.js';

/** What stands above a column; a column of numbers stands to the right. False: there is no such column here. */
type Head = string | { readonly number: string } | false;

interface TableProps {
  /** What it is a table of, for those who do not see that. */
  readonly label: string;
  readonly heads: readonly Head[];
  /** Whether a last column holds what can be done with each row. */
  readonly actions?: boolean;
  readonly caption?: string;
  readonly class?: string;
  /** The rows; the cells of a column of numbers have the class `number`. */
  readonly children: ComponentChildren;
}

/** A list of many things of a kind, with something to say of each. */
export const Table = ({ label, heads, actions = false, caption, class: className, children }: TableProps) => (
  <Scrolled label={label}>
    <table class={className}>
      {caption && <caption>{caption}</caption>}
      <thead>
        <tr>
          {heads.map((head) => {
            if (head === false) return null;
            const name = typeof head === 'string' ? head : head.number;
            return (
              <th key={name} scope="col" class={name === head ? undefined : 'number'}>
                {name}
              </th>
            );
          })}
          {actions && (
            <th scope="col">
              <span class="visually-hidden">What can be done</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </Scrolled>
);
