import { FrontendError } from '../../../frontends/frontend-error.js';
import { type MarkupProblem, problemText } from '../../../frontends/markup-problem.js';
import { Notice } from '../../parts/notice.js';

/** Why nothing was done, in words. */
export interface Refusal {
  readonly message: string;
  readonly list: readonly string[];
}

/** @throws what is no refusal */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof FrontendError)) throw error;
  const problems = error.details.problems as readonly MarkupProblem[] | undefined;
  if (!problems) return { message: error.message, list: [] };
  const [message = ''] = error.message.split(':');
  return { message: `${message}:`, list: problems.map(problemText) };
}

export const Refused = ({ refusal: { message, list } }: { refusal: Refusal }) => (
  <Notice kind="problem">
    <p>{message}</p>
    {list.length > 0 && (
      <ul>
        {list.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    )}
    <p>Nothing was changed.</p>
  </Notice>
);
