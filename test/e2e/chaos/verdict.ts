import type { Knex } from 'knex';
import type { Ledger } from './ledger.js';
import type { Listener } from './listener.js';
import type { Recorder } from './recorder.js';
import { TICKS } from './scene.js';
import { isClear } from './trouble.js';

/** A change of the tools: when it was sent, and when it was acknowledged. */
export interface Announcement {
  readonly sent: number;
  readonly answered: number;
}

export interface Evidence {
  readonly db: Knex;
  readonly ledger: Ledger;
  readonly recorder: Recorder;
  readonly listeners: readonly Listener[];
  readonly announcements: readonly Announcement[];
}

/** How soon whoever listens has to know of a change: a database that is away has come back by then. */
const NEWS_WITHIN_MS = 10_000;

/** What a run may end with that did not succeed: its process was killed, or the client that waited for it went away. */
const ENDS = ['process_ended', 'cancelled'];

interface RunRow {
  readonly id: number;
  readonly status: string;
  readonly error_type: string | null;
}

/** Everything that is not as it was promised, in words; nothing is well. */
export async function verdictOn(evidence: Evidence): Promise<string[]> {
  const { db, ledger } = evidence;
  const runs: RunRow[] = await db('runs').select('id', 'status', 'error_type');
  const known = new Map(runs.map((run) => [run.id, run]));
  return [
    ...[...ledger.troubles].flatMap(([message, times]) =>
      isClear({ message }) ? [] : [`a client saw, ${times} times: ${message}`],
    ),
    ...outsideOf(evidence),
    ...promisesBroken(evidence, known),
    ...runs.flatMap(({ id, status, error_type }) =>
      status === 'success' || ENDS.includes(String(error_type)) ? [] : [`run ${id} is ${status}, ${error_type}`],
    ),
    ...(await leftBehind(db)),
    ...(await writesLost(evidence)),
    ...(await ticksDoubled(evidence)),
    ...evidence.listeners.flatMap((listener) => newsMissed(listener, evidence.announcements)),
  ];
}

/** What was seen from outside of each run that somebody was told of. */
function outsideOf({ ledger, recorder: { calls } }: Evidence): string[] {
  const doubled = [...calls].filter(([id, times]) => times > 1 && !TICKS.includes(id));
  const once = (id: string) => calls.get(id) === 1;
  return [
    ...doubled.map(([id, times]) => `${id} was run ${times} times`),
    ...[...ledger.succeeded, ...ledger.succeededOnce]
      .filter((id) => !once(id))
      .map((id) => `${id} has succeeded, and was run ${calls.get(id) ?? 0} times`),
  ];
}

/** A queued run that was acknowledged succeeds and was run once, or ends because its process did and was run at most once. */
function promisesBroken({ ledger, recorder: { calls } }: Evidence, runs: ReadonlyMap<number, RunRow>): string[] {
  return ledger.promised.flatMap(({ id, runId }) => {
    const run = runs.get(runId);
    const times = calls.get(id) ?? 0;
    const kept = run?.status === 'success' ? times === 1 : run?.error_type === 'process_ended' && times <= 1;
    return kept ? [] : [`${id}, run ${runId}, is ${run?.status} ${run?.error_type}, and was run ${times} times`];
  });
}

async function leftBehind(db: Knex): Promise<string[]> {
  const waiting = await db('queued_runs').pluck('id');
  const twice = await db('run_items')
    .where({ type: 'OUTPUT' })
    .groupBy('run_id')
    .having(db.raw('count(*) > 1'))
    .pluck('run_id');
  return [
    ...waiting.map((id) => `the queued run ${id} is left`),
    ...(twice.length > 0 ? [`${twice.length} runs have two ends`] : []),
  ];
}

async function writesLost({ db, ledger }: Evidence): Promise<string[]> {
  const found: { path_name: string; description: string }[] = await db('integrations').select();
  const descriptions = new Map(found.map(({ path_name, description }) => [path_name, description]));
  return ledger.written.flatMap((id) => (descriptions.get(id) === id ? [] : [`${id} was written, and is not there`]));
}

async function ticksDoubled({ db, recorder: { calls } }: Evidence): Promise<string[]> {
  const findings: string[] = [];
  for (const tick of TICKS) {
    const runs: (RunRow & { label: string })[] = await db('runs')
      .join('integrations', 'integrations.id', 'runs.integration_id')
      .join('run_labels', 'run_labels.run_id', 'runs.id')
      .where('path_name', tick)
      .where('label', 'like', 'scheduled_for:%')
      .select('runs.id', 'status', 'label');
    const times = new Set(runs.map(({ label }) => label));
    if (times.size < runs.length) findings.push(`${tick} ran ${runs.length} times at ${times.size} times`);
    const succeeded = runs.filter(({ status }) => status === 'success').length;
    const called = calls.get(tick) ?? 0;
    if (succeeded === 0 || called < succeeded || called > runs.length)
      findings.push(`${tick} has ${runs.length} runs, ${succeeded} succeeded, and was run ${called} times`);
  }
  return findings;
}

function newsMissed({ streams }: Listener, announcements: readonly Announcement[]): string[] {
  return streams.flatMap(({ from, to, news }) =>
    announcements
      .filter(({ sent, answered }) => from < sent && to > answered + NEWS_WITHIN_MS)
      .filter(({ sent, answered }) => !news.some((at) => at >= sent && at <= answered + NEWS_WITHIN_MS))
      .map(({ answered }) => `a listener was not told of a change within ${NEWS_WITHIN_MS} ms (at ${answered})`),
  );
}

/** After how many milliseconds from its acknowledgement each listener was told of each change that it was there for. */
export const newsDelays = ({ listeners, announcements }: Evidence): number[] =>
  listeners.flatMap(({ streams }) =>
    streams.flatMap(({ from, to, news }) =>
      announcements
        .filter(({ sent, answered }) => from < sent && to > answered + NEWS_WITHIN_MS)
        .flatMap(({ sent, answered }) => {
          const told = news.find((at) => at >= sent);
          return told === undefined ? [] : [Math.max(0, told - answered)];
        }),
    ),
  );
