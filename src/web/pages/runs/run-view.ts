import { CallError } from '../../../mcp/call-error.js';
import type { FullRunItem, RunItemRow, RunRow } from '../../../queries/run-history.js';
import type { RunFileRow } from '../../../queries/run-relatives.js';
import type { RunItemType } from '../../../queries/runs.js';
import { earlierInput } from '../../../tools/run-input.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound } from '../../web-error.js';

/** How many steps a page shows, and how many bytes of what is in them. */
const STEPS_A_PAGE = 100;
const BYTES_A_PAGE = 1024 * 1024;
/** Of how many runs that a run has started the steps are listed, and how many of each. */
const MOST_UNFOLDED = 20;
const STEPS_UNFOLDED = 50;
/** Steps that a person asks for (domain.md 3.14). */
const NOTES: readonly RunItemType[] = ['DEBUG', 'INFO'];

export interface ChildRun {
  readonly run: RunRow;
  /** Null: too many have been started to list the steps of this one. */
  readonly steps: readonly RunItemRow[] | null;
}

/** All that the page of a run shows. */
export interface RunView {
  readonly run: RunRow & { readonly labels: readonly string[] };
  /** The levels that the visitor holds on its integration. */
  readonly granted: ReadonlySet<string>;
  readonly steps: readonly RunItemRow[];
  /** What is in the steps, by id; not of those for which there was no room. */
  readonly texts: ReadonlyMap<number, FullRunItem>;
  /** Whether DEBUG and INFO steps are among them, and how many there are. */
  readonly withNotes: boolean;
  readonly notes: number;
  /** Behind which sequence number this page begins, and the next one; null when there is none. */
  readonly after: number;
  readonly next: number | null;
  readonly failures: readonly FullRunItem[];
  readonly children: readonly ChildRun[];
  readonly retries: readonly RunRow[];
  readonly duplicates: readonly RunRow[];
  readonly answeredWith: number | null;
  readonly files: readonly RunFileRow[];
  /** Whether it can be run again with the same input: yes, no because of that, or null without the right to run it. */
  readonly again: true | string | null;
}

/** @throws WebError when there is no such run, or the visitor may not see it */
export async function runView(services: SiteServices, visit: Visit): Promise<RunView> {
  const id = runIdOf(visit);
  const { runHistory, runRelatives } = services.queries;
  const found = await services.access.owner(visit.user, 'run', id);
  const run = found?.granted.has('debug') ? await runHistory.run(id) : null;
  if (!found || !run) throw notFound('run');

  const withNotes = visit.query.has('debug');
  const after = Number(/^\d{1,9}$/.exec(visit.query.get('after') ?? '')?.[0] ?? 0);
  const rows = await runHistory.items(id, after, STEPS_A_PAGE + 1, withNotes ? [] : NOTES);
  const steps = rows.slice(0, STEPS_A_PAGE);
  const counts = await runRelatives.stepCounts(id);
  const children = await runRelatives.children(id, visit.user.id);
  return {
    run,
    granted: found.granted,
    steps,
    texts: await textsOf(services, steps),
    withNotes,
    notes: NOTES.reduce((sum, type) => sum + (counts.get(type) ?? 0), 0),
    after,
    next: rows.length > STEPS_A_PAGE ? (steps.at(-1)?.sequence ?? null) : null,
    failures: run.status === 'failure' ? await runRelatives.failures(id) : [],
    children: await Promise.all(
      children.map(async (child, index) => ({
        run: child,
        steps: index < MOST_UNFOLDED ? await runHistory.items(child.id, 0, STEPS_UNFOLDED, NOTES) : null,
      })),
    ),
    retries: await runRelatives.retries(id),
    duplicates: await runRelatives.duplicates(run),
    answeredWith: counts.has('IDEMPOTENT_REQUEST') ? await runRelatives.answeredWith(id) : null,
    files: await runRelatives.files(id),
    again: found.granted.has('execute') ? await mayRunAgain(services, visit, found.ref, id) : null,
  };
}

/** @throws WebError when the address names no run that there can be */
export function runIdOf({ params }: Visit, name = 'id'): number {
  const id = /^[1-9]\d{0,9}$/.test(params[name] ?? '') ? Number(params[name]) : 0;
  if (id > 0 && id < 2 ** 31) return id;
  throw notFound(name === 'id' ? 'run' : 'step');
}

async function textsOf({ queries }: SiteServices, steps: readonly RunItemRow[]): Promise<Map<number, FullRunItem>> {
  let bytes = 0;
  const ids: number[] = [];
  for (const step of steps) {
    if (bytes + step.bytes > BYTES_A_PAGE) continue;
    bytes += step.bytes;
    ids.push(step.id);
  }
  return new Map((await queries.runHistory.texts(ids)).map((item) => [item.id, item]));
}

async function mayRunAgain(
  { queries }: SiteServices,
  { user }: Visit,
  integration: { readonly id: number; readonly path_name: string },
  runId: number,
): Promise<true | string> {
  try {
    await earlierInput(queries, user, integration, runId);
    return true;
  } catch (error) {
    if (error instanceof CallError) return error.message;
    throw error;
  }
}
