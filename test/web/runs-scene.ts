import type { WriteRequest } from '../../src/queries/write-request.js';
import type { TestGateway } from '../e2e/gateway.js';
import { step, storeRun } from '../queries/run-scene.js';

/** Who looks at runs, and what there is to look at. */
export interface RunsScene {
  readonly ann: { readonly id: number; readonly token: string };
  readonly bob: { readonly id: number };
  readonly loans: number;
  /** A run of each kind, by what it is. */
  readonly good: number;
  readonly failed: number;
  readonly caller: number;
  readonly called: number;
  readonly masked: number;
  readonly running: number;
  readonly large: number;
  readonly repeated: number;
}

const MAPPING = 'const street = input.payload.address.street;\nreturn street.toUpperCase();';

/** Runs integrations through the gateway, and stores beside them what takes long or comes from elsewhere. */
export async function runsScene(gateway: TestGateway): Promise<RunsScene> {
  const { queries } = gateway;
  const ann = await gateway.user('ann');
  const bob = await gateway.user('bob');
  const create = async (name: string, request: WriteRequest): Promise<number> => {
    const context = {
      integrationId: null,
      name,
      userId: ann.id,
      now: new Date(),
      signal: new AbortController().signal,
    };
    const made = await queries.components.write(
      { ...request, integration: { http_api: true, ...request.integration } },
      context,
    );
    if (made.outcome === 'conflict') throw new Error('conflict');
    return made.structure.id;
  };
  const execute = async (name: string, payload: unknown, headers: Record<string, string> = {}): Promise<number> => {
    const response = await fetch(`${gateway.url}/integrations/execute/${name}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${ann.token}`, 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(payload),
    });
    await response.text();
    return Number(response.headers.get('x-run-history-id'));
  };

  const loans = await create('loans', {
    integration: { before_hook: 'debug(input.payload.customer, "seen"); add_run_label("customer:4711");' },
    servicerequests: [
      {
        system: 'ECHO',
        formula_variable: 'booking',
        fieldmappings: [{ field: 'amount', value: 'input.payload.amount' }],
      },
      { system: 'ECHO', formula_variable: 'letter', fieldmappings: [{ field: 'street', value: MAPPING }] },
    ],
  });
  await create('caller', { integration: { before_hook: 'output.payload = callint("loans", input.payload).payload' } });
  await create('secretive', { masks: [{ type: 'INPUT', field: 'ssn' }] });
  const good = { amount: 12, customer: { 'first name': 'Ada', tags: ['new', 'vip'] }, address: { street: 'Main' } };
  const run = await execute('loans', good, { 'Idempotency-Key': 'k1' });
  await execute('loans', good, { 'Idempotency-Key': 'k1' });
  const [duplicate] = await queries.runRelatives.duplicates({ id: run, integration_id: loans });
  const failed = await execute('loans', { amount: 7, customer: null, address: {} });
  const caller = await execute('caller', good);
  const called = (await queries.runRelatives.children(caller, ann.id))[0]?.id ?? 0;
  const masked = await execute('secretive', { ssn: '123-45-6789' });

  const own = { queries, userId: ann.id };
  const stored = { username: 'ann', started_by: 'http', process_id: 'p' };
  const rows = Array.from({ length: 2_100 }, (_, index) => ({ index }));
  // Whose process is not known to live is taken for ended; nobody says of this one again that it does.
  await queries.processes.begin({ id: 'p', hostname: 'test', pid: 1 }, new Date(Date.now() + 3_600_000));
  const running = await storeRun(own, loans, {
    ...stored,
    started_at: new Date().toISOString(),
    end: null,
    steps: [step('INPUT', { content: '{"payload":{}}', at: new Date().toISOString() })],
  });
  const large = await storeRun(own, loans, {
    ...stored,
    started_at: new Date(Date.now() - 3_600_000).toISOString(),
    steps: [
      step('INPUT', { content: JSON.stringify({ payload: { text: 'x'.repeat(5_000), rows } }) }),
      step('REQUEST', { label: 'many', response: JSON.stringify({ payload: rows }) }),
    ],
  });
  return { ann, bob, loans, failed, caller, called, masked, running, large, good: run, repeated: duplicate?.id ?? 0 };
}
