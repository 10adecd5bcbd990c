import autocannon from 'autocannon';
import { type Era, request } from '../test/e2e/wire.js';
import type { Peer } from './peers.js';
import { ROWS } from './servers/database.js';

/** What one load gave. */
export interface Load {
  readonly calls: number;
  readonly seconds: number;
}

/** Calls `list_integrations` of a server, in one session where it has sessions. */
export class Caller {
  private constructor(
    readonly name: string,
    private readonly url: string,
    private readonly init: ReturnType<typeof request>,
  ) {}

  static async of({ name, era, hasSession }: Peer, url: string, token: string): Promise<Caller> {
    const { headers, ...call } = request(era, token, 'tools/call', { name: 'list_integrations', arguments: {} });
    const session = hasSession ? await openSession(url, era) : {};
    return new Caller(name, url, { ...call, headers: { ...headers, ...session } });
  }

  /** @throws when the answer does not have all rows */
  async check(): Promise<void> {
    const response = await fetch(this.url, this.init);
    const text = await response.text();
    const rows = new Set(text.match(/Integration \d+/g)).size;
    if (response.status !== 200 || rows !== ROWS)
      throw new Error(`${this.name} answers ${response.status} with ${rows} rows: ${text.slice(0, 500)}`);
  }

  /** As many calls as there can be. @throws when one fails */
  async load(connections: number, seconds: number): Promise<Load> {
    const { method, headers, body } = this.init;
    const options = { url: this.url, method: method as 'POST', headers, body, connections, duration: seconds };
    const { '2xx': calls, non2xx, errors, duration } = await autocannon(options);
    if (non2xx + errors > 0 || calls === 0) throw new Error(`${this.name} failed ${non2xx + errors} of ${calls} calls`);
    return { calls, seconds: duration };
  }
}

async function openSession(url: string, era: Era): Promise<Record<string, string>> {
  const clientInfo = { name: 'bench', version: '0' };
  const response = await fetch(
    url,
    request(era, null, 'initialize', { protocolVersion: era, capabilities: {}, clientInfo }),
  );
  const session = { 'mcp-session-id': response.headers.get('mcp-session-id') as string };
  await response.text();
  const { headers } = request(era, null, 'notifications/initialized');
  const body = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' });
  await fetch(url, { method: 'POST', headers: { ...headers, ...session }, body }).then((told) => told.text());
  return session;
}
