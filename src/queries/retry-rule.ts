import type { ConfigRow } from './component-row.js';

/** No retry may wait longer (domain.md 4.14). */
const LONGEST_DELAY_SECONDS = 300;

/** Why these retry settings are refused; null when they are not. */
export function retryProblem(config: ConfigRow): string | null {
  const { retry_mode = 'none', retry_delay_seconds = 0, retry_delay_jitter = 0, max_retries = 1 } = config;
  if (retry_mode === 'none') return null;
  // The last attempt waits the longest; attempts count from 0.
  const factor = retry_mode === 'exponential' ? 2 ** (max_retries - 1) : 1;
  const longest = retry_delay_seconds * factor + retry_delay_jitter;
  if (longest <= LONGEST_DELAY_SECONDS) return null;
  return (
    `the longest delay would be ${longest} s (${retry_delay_seconds} s × ${factor} + ${retry_delay_jitter} s jitter); ` +
    `at most ${LONGEST_DELAY_SECONDS} s are allowed.`
  );
}
