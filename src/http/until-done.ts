import { setTimeout as wait } from 'node:timers/promises';

/** How often it is tried again, and how long after one another. */
const TRIES = 150;
const AGAIN_MS = 2_000;

/**
 * Does work that the database may not take, because it is away for a moment: resolves when it was tried once, and tries again behind
 * whoever has asked, for some minutes.
 * @param onFailure is told why it was not done at once
 */
export async function untilDone(work: () => Promise<void>, onFailure: (error: unknown) => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    onFailure(error);
    void again(work);
  }
}

async function again(work: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    await wait(AGAIN_MS, undefined, { ref: false });
    const done = await work().then(
      () => true,
      () => false,
    );
    if (done) return;
  }
}
