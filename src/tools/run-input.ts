import { registry } from '../../generated/registry.js';
import type { IntegrationRef } from '../auth/access.js';
import type { Principal } from '../auth/principal.js';
import { postedInput } from '../engine/posted-input.js';
import type { RunInput } from '../engine/runner.js';
import { CallError } from '../mcp/call-error.js';
import { missingScopes } from '../mcp/scopes.js';
import type { Queries } from '../queries/queries.js';
import { REDACTED } from '../queries/run-redaction.js';

/** What an integration finds as its input when a tool runs it: as if the payload were posted to its address. */
export const inputOf = ({ path_name }: IntegrationRef, payload: unknown): RunInput =>
  postedInput(encodeURIComponent(path_name), payload, { external: true });

/**
 * The input of an earlier run, as it is stored: a person's own, or anybody's for who may see the run history.
 * @throws CallError `not_found`, or `input_not_stored` when it is not known any more as it was
 */
export async function earlierInput(
  queries: Queries,
  principal: Principal,
  integration: IntegrationRef,
  runId: number,
): Promise<RunInput> {
  const run = await queries.runInput.of(runId, integration.id, principal.id);
  if (!run || (run.user_id !== principal.id && !(await mayDebug(queries, principal, integration.id)))) {
    throw new CallError('not_found', `${integration.path_name} has no run ${runId}, or you may not see it.`, {
      argument: 'run_history_id',
    });
  }
  const unusable = (why: string) => new CallError('input_not_stored', `The input of run ${runId} ${why}.`);
  // What masks hide is known when it has ended.
  if (run.status === 'queued' || run.status === 'running') throw unusable('can be used again once it is over');
  if (run.input_masked) throw unusable('was masked in part');
  const content = run.content === null ? null : (JSON.parse(run.content) as Partial<RunInput>);
  if (!run.payloads_stored || content === null || content.payload === undefined || content.payload === REDACTED) {
    throw unusable('is not stored');
  }
  if (Object.keys(content.files ?? {}).length > 0) throw unusable('had files');
  const { payload, method, params, path, fullpath, headers, external } = content;
  const plain = inputOf(integration, payload);
  return {
    payload,
    method: method ?? plain.method,
    params: params ?? plain.params,
    path: path ?? plain.path,
    fullpath: fullpath ?? plain.fullpath,
    headers: headers ?? plain.headers,
    files: {},
    external: external ?? plain.external,
  };
}

async function mayDebug(queries: Queries, principal: Principal, integrationId: number): Promise<boolean> {
  if (missingScopes(registry, { level: 'debug' }, principal).length > 0) return false;
  const user = await queries.users.find(principal.username);
  if (user?.is_superuser) return true;
  return (await queries.permissions.on(principal.id, integrationId)).some(({ debug }) => debug);
}
