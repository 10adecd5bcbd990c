import { makeKey } from '../../../src/crypto/key-file.js';
import { Schedules } from '../../../src/schedules/schedules.js';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { callTool } from '../wire.js';
import { QUEUED, WAITED } from './visitor.js';

/** Integrations that schedules run, each every second. */
export const TICKS = ['tick-a', 'tick-b'];
/** Its tool is changed now and then. */
export const ANNOUNCED = 'announced';

export const announcedTool = (description: string) => ({
  name: ANNOUNCED,
  description,
  input_schema: { type: 'object' },
});

export interface Scene {
  /** What all processes need to share a database. */
  readonly env: Readonly<Record<string, string>>;
  /** One for each client. */
  readonly tokens: readonly string[];
}

/** Makes a database with everything that is called, and with whom it is called by. */
export async function setScene(databaseUrl: string, recorderPort: number, clients: number): Promise<Scene> {
  const keys = { GATEWAY_ENCRYPTION_KEYS: makeKey() };
  const gateway = await startTestGateway(databaseUrl, { ...keys, GATEWAY_ROLE: 'web' });
  try {
    const { token, id } = await gateway.user('ann', 'superuser');
    const input_schema = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
    const tool = { name: WAITED, description: 'Calls the recorder.', input_schema };
    await calling(gateway, token, WAITED, recorderPort, { integration: { http_api: true }, mcp_tool: tool });
    await calling(gateway, token, QUEUED, recorderPort, { integration: { http_api: true, run_async: true } });
    const schedules = new Schedules(gateway.queries, () => new Date());
    for (const tick of TICKS) {
      await calling(gateway, token, tick, recorderPort, {});
      const integration = await gateway.queries.integrations.find(tick);
      const timing = { interval_ms: 1_000 };
      const facts = { name: tick, payload: { id: tick }, starts_at: new Date().toISOString(), timing, active: true };
      const whose = { integration_id: integration?.id as number, user_id: id };
      await schedules.create({ ...facts, ...whose }, { id, superuser: true });
    }
    const announced = { integration_name: ANNOUNCED, create_if_missing: true };
    await callTool(gateway.mcpUrl, '2026-07-28', token, 'write_integration', announced);
    const tokens: string[] = [];
    for (let i = 0; i < clients; i++) tokens.push((await gateway.user(`client${i}`, 'superuser')).token);
    return { env: { ...keys, DATABASE_URL: databaseUrl }, tokens };
  } finally {
    await gateway.stop();
  }
}

/** An integration that calls the recorder with the id of its payload, once. */
async function calling(gateway: TestGateway, token: string, name: string, port: number, more: object): Promise<void> {
  const fieldmappings = [
    { field: 'method', value: '"POST"', value_type: 'str' },
    { field: 'url_path', value: '"/" + input.payload.id', value_type: 'str' },
  ];
  const request = { system: 'HTTP', service_name: 'n/a', formula_variable: 'told', fieldmappings };
  const args = { integration_name: name, create_if_missing: true, servicerequests: [request], ...more };
  const { error } = await callTool(gateway.mcpUrl, '2026-07-28', token, 'write_integration', args);
  if (error) throw new Error(JSON.stringify(error));
  await gateway.bind(name, 'HTTP', { host: '127.0.0.1', port, tls: false });
}
