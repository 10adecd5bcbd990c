import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again and again until the answer is the one that is wanted, for a second: whatever is asked after it is the last, and its
 * answer is given in any case.
 */
export async function withinASecond<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
  const over = performance.now() + 1_000;
  for (;;) {
    const isLast = performance.now() >= over;
    const answer = await ask();
    if (isLast || isWanted(answer)) return answer;
    await delay(50);
  }
}
