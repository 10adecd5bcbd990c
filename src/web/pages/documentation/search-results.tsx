import type { Answer } from '../../../documentation/documentation.js';
import { Empty } from '../../parts/empty.js';

/** The sections that were found, the best first. */
export function SearchResults({ answers }: { answers: readonly Answer[] }) {
  if (answers.length === 0)
    return (
      <Empty>Nothing was found. Try fewer words, or other ones, such as the name of a function or a setting.</Empty>
    );
  return (
    <ol class="plain found-sections">
      {answers.map(({ section, excerpt }) => (
        <li key={section.url}>
          <h2>
            <a href={section.url}>{section.heading}</a>
          </h2>
          {section.above.length > 0 && <p class="soft">{section.above.join(' › ')}</p>}
          <p class="lines">{excerpt.map(({ text, isMatch }, at) => (isMatch ? <mark key={at}>{text}</mark> : text))}</p>
        </li>
      ))}
    </ol>
  );
}
