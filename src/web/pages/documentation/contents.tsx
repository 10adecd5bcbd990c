import type { Page } from '../../../documentation/page.js';

/** A page of more sections shows those of the second level alone. */
const MOST_ENTRIES = 30;

/** The sections of a page, to go to. */
export function Contents({ page }: { page: Page }) {
  const all = page.sections.filter(({ anchor, level }) => anchor !== null && level <= 3);
  const shown = all.length > MOST_ENTRIES ? all.filter(({ level }) => level <= 2) : all;
  if (shown.length < 2) return null;
  return (
    <nav class="contents" aria-labelledby="contents">
      <h2 id="contents">On this page</h2>
      <ul>
        {shown.map(({ anchor, heading, level }) => (
          <li key={anchor} class={level > 2 ? 'inner' : undefined}>
            <a href={`#${anchor}`}>{heading}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
