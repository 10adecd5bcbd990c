import type { ConfigRow } from '../queries/component-row.js';

/** How a failed run is tried again (domain.md 3.8). */
export type RetryConfig = Pick<ConfigRow, 'retry_mode' | 'retry_delay_seconds' | 'retry_delay_jitter' | 'max_retries'>;

/**
 * When to try again (domain.md 4.14).
 *
 * @param done how many retries there were already
 * @param random from 0 to 1
 * @returns null when there are to be no more
 */
export function nextRetry(config: RetryConfig, done: number, random: () => number): { delayMs: number } | null {
  const { retry_mode, retry_delay_seconds, retry_delay_jitter, max_retries } = config;
  if (retry_mode === 'none' || done >= max_retries) return null;
  const factor = retry_mode === 'exponential' ? 2 ** done : 1;
  return { delayMs: Math.round((retry_delay_seconds * factor + random() * retry_delay_jitter) * 1000) };
}
