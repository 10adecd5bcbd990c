import type { Account } from '../../../auth/account.js';
import type { RunInput, Runner, RunResult } from '../../../engine/runner.js';

/** How long a page waits for a run before it says that the run goes on. */
export const PAGE_WAIT_MS = 8_000;

/** What a page can say of a run that it has started: how it ended, or that it is still under way. */
export type PageRun =
  | { readonly ended: true; readonly result: RunResult }
  | { readonly ended: false; readonly runHistoryId: number | null };

interface Asked {
  readonly integrationId: number;
  readonly user: Account;
  readonly input: RunInput;
  readonly waitMs: number;
}

/**
 * Runs an integration for somebody who waits at a page, that long. It goes on when nobody waits any more.
 * @throws RunRefused
 */
export async function runForPage(runner: Runner, { integrationId, user, input, waitMs }: Asked): Promise<PageRun> {
  const { id, username, email, superuser } = user;
  const run = await runner.start({ integrationId, actor: { id, username, email, superuser }, startedBy: 'web', input });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), waitMs);
  });
  try {
    const result = await Promise.race([run.result, late]);
    return result ? { ended: true, result } : { ended: false, runHistoryId: run.runHistoryId };
  } finally {
    clearTimeout(timer);
  }
}
