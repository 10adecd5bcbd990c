import type { Found } from '../../../auth/access.js';
import type { Account } from '../../../auth/account.js';
import type { RunInput } from '../../../engine/runner.js';
import { CallError } from '../../../mcp/call-error.js';
import type { McpToolFields } from '../../../queries/mcp-tool-row.js';
import type { Queries } from '../../../queries/queries.js';
import { earlierInput } from '../../../tools/run-input.js';

/** With which payload a page begins that runs an integration. */
export interface FirstPayload {
  readonly text: string;
  /** The run whose payload it is; null when it is no run's. */
  readonly run: number | null;
  /** Why it is not the payload that was asked for. */
  readonly problem: string | null;
}

/** A longer one is no good in a field of a page. */
const LONGEST = 500_000;

const EMPTY: FirstPayload = { text: '{}', run: null, problem: null };

interface Asked extends Found {
  readonly user: Account;
  /** The run whose input is asked for; null for whatever is best to begin with. */
  readonly fromRun: number | null;
  readonly tool: McpToolFields | null;
}

/** That of the run which was asked for; else of the last run that the visitor may know of; else an example of the tool. */
export async function firstPayload(queries: Queries, asked: Asked): Promise<FirstPayload> {
  const { user, ref, granted, fromRun, tool } = asked;
  if (fromRun !== null) {
    const input = await inputOfRun(queries, asked, fromRun);
    return typeof input === 'string' ? { ...EMPTY, problem: input } : ofRun(fromRun, input);
  }
  const last = await queries.integrationViews.lastInput(ref.id, granted.has('debug') ? null : user.id);
  const input = last === null ? null : await inputOfRun(queries, asked, last);
  if (last !== null && input !== null && typeof input !== 'string') {
    const found = ofRun(last, input);
    if (!found.problem) return found;
  }
  const example = (tool?.input_schema.examples as unknown[] | undefined)?.[0];
  return example === undefined ? EMPTY : { ...EMPTY, text: JSON.stringify(example, null, 2) };
}

/** The input of an earlier run; why it cannot be had, if it cannot. */
export async function inputOfRun(
  queries: Queries,
  { user, ref }: Pick<Asked, 'user' | 'ref'>,
  runId: number,
): Promise<RunInput | string> {
  try {
    return await earlierInput(queries, user, ref, runId);
  } catch (error) {
    if (error instanceof CallError) return error.message;
    throw error;
  }
}

function ofRun(run: number, { payload }: RunInput): FirstPayload {
  const text = JSON.stringify(payload, null, 2);
  if (text.length <= LONGEST) return { text, run, problem: null };
  return { ...EMPTY, problem: `The payload of run ${run} is too long to be shown here.` };
}
