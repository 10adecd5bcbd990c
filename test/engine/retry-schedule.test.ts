import assert from 'node:assert/strict';
import { nextRetry, type RetryConfig } from '../../src/engine/retry-schedule.js';

const config = (changes: Partial<RetryConfig>): RetryConfig => ({
  retry_mode: 'exponential',
  retry_delay_seconds: 5,
  retry_delay_jitter: 2,
  max_retries: 3,
  ...changes,
});

const cases: [string, { given: [Partial<RetryConfig>, done: number, random: number]; want: number | null }][] = [
  ['exponential, the first at the earliest', { given: [{}, 0, 0], want: 5_000 }],
  ['exponential, the first at the latest', { given: [{}, 0, 1], want: 7_000 }],
  ['exponential, the second', { given: [{}, 1, 0.5], want: 11_000 }],
  ['exponential, the third', { given: [{}, 2, 1], want: 22_000 }],
  ['exponential, no fourth', { given: [{}, 3, 0], want: null }],
  ['fixed, the first', { given: [{ retry_mode: 'fixed' }, 0, 0], want: 5_000 }],
  ['fixed, the third', { given: [{ retry_mode: 'fixed' }, 2, 0.25], want: 5_500 }],
  ['fixed, no fourth', { given: [{ retry_mode: 'fixed' }, 3, 0], want: null }],
  ['no jitter', { given: [{ retry_delay_jitter: 0 }, 0, 1], want: 5_000 }],
  ['in whole milliseconds', { given: [{ retry_delay_jitter: 1 }, 0, 0.33333], want: 5_333 }],
  ['none', { given: [{ retry_mode: 'none' }, 0, 0], want: null }],
];

describe('nextRetry', () => {
  for (const [name, { given, want }] of cases) {
    it(name, () => {
      const [changes, done, random] = given;
      assert.equal(nextRetry(config(changes), done, () => random)?.delayMs ?? null, want);
    });
  }
});
