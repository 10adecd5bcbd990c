import type { ComponentChildren } from 'preact';

interface HeadingProps {
  readonly title: ComponentChildren;
  /** The pages above this one, the nearest last. */
  readonly above?: readonly { readonly path: string; readonly name: string }[];
  /** What can be done on the whole page, and in what state it is; the most important thing last. */
  readonly children?: ComponentChildren;
}

/** How every page begins. */
export const Heading = ({ title, above = [], children }: HeadingProps) => (
  <>
    {above.length > 0 && (
      <nav class="above" aria-label="Above this page">
        {above.map(({ path, name }) => (
          <a key={path} href={path}>
            {name}
          </a>
        ))}
      </nav>
    )}
    <div class="heading">
      <h1>{title}</h1>
      {children && <div class="actions">{children}</div>}
    </div>
  </>
);
