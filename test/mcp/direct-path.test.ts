import assert from 'node:assert/strict';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import fc from 'fast-check';
import { type ComparedServer, startServer } from './compared-server.js';
import { Comparison } from './comparison.js';
import { type RawRequest, requests } from './fuzzed-requests.js';

interface Received {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** FUZZED_REQUESTS=200000 takes some minutes. */
const FUZZED = Number(process.env.FUZZED_REQUESTS ?? 2_000);

describe('the direct path of calls and lists of tools', () => {
  let comparison: Comparison;
  let server: ComparedServer;
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  beforeEach(async () => {
    comparison = new Comparison();
    server = await startServer(comparison.createEndpoint);
  });
  afterEach(async () => {
    await server.stop();
    await comparison.finish();
  });
  after(() => agent.destroy());

  const send = ({ headers, body }: RawRequest): Promise<Received> =>
    new Promise((resolve, reject) => {
      const sent = request(server.url, { method: 'POST', agent }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
        response.on('error', reject);
      });
      sent.on('error', reject);
      const names = new Set(headers.map(([name]) => name.toLowerCase()));
      for (const name of names) {
        const all = headers.filter(([given]) => given.toLowerCase() === name);
        sent.setHeader(all[0]?.[0] as string, all.length > 1 ? all.map(([, value]) => value) : (all[0]?.[1] as string));
      }
      sent.end(body);
    });

  it('answers whatever it takes as the SDK does', async function () {
    this.timeout(Math.max(60_000, FUZZED * 20));
    const { seed } = fc.readConfigureGlobal();
    const batch = 500;
    for (let at = 0; at < FUZZED; at += batch) {
      const sample = fc.sample(requests, { numRuns: batch, ...(seed !== undefined && { seed: seed + at }) });
      await Promise.all(
        sample.map(async (each) => {
          await send(each);
          // Who a client says that it is has been heard now.
          await send(each);
        }),
      );
    }
    const { direct, told } = comparison.compared;
    assert(direct > FUZZED / 3 && told > FUZZED / 50, `only ${direct} and ${told} of ${FUZZED} were compared`);
    console.log(comparison.compared);
  });
});
