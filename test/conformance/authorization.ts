import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestGateway } from '../e2e/gateway.js';
import { freePort } from '../free-port.js';
import { createClient, Visitor } from '../oauth/flow.js';
import { runConformance } from './suite.js';
import { problemsOf, type Verdict } from './verdict.js';

/** All that the mode runs. */
const SCENARIOS = ['authorization-server-metadata-endpoint', 'authorization-code-grant'];

const ASKS = /https?:\/\/\S+\/o\/authorize\/\?\S+/;

/**
 * Whether the authorization server does what the suite asks of one. Somebody who is signed in follows the address that the suite
 * prints, and allows what it asks for.
 */
export async function judgeAuthorization(): Promise<Verdict> {
  // It wants to hear of metadata documents, whoever may have one.
  const gateway = await startTestGateway('', { GATEWAY_CLIENT_METADATA: 'clients.example' });
  const outputDir = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    const { id } = await gateway.user('ann', 'staff');
    const port = await freePort();
    // Public: where a server knows such clients, the suite does not send a secret even if it has one.
    const callback = `http://127.0.0.1:${port}/callback`;
    const client = await createClient(gateway, { redirect_uris: [callback], isPublic: true });
    const visitor = await Visitor.of(gateway, id);
    let visit: Promise<string | null> | undefined;
    const { code, output } = await runConformance(
      [
        ...['authorization', '--url', gateway.url, '--client-id', client.id, '--resource', gateway.mcpUrl],
        ...['--port', String(port), '--output-dir', outputDir],
      ],
      (printed) => {
        const address = ASKS.exec(printed)?.[0];
        if (address) visit ??= comeBack(visitor, address, callback);
      },
    );
    const trouble = await visit;
    const problems = SCENARIOS.flatMap((scenario) => problemsOf(`authorization-server-${scenario}`, outputDir));
    if (trouble) problems.push(`  ${trouble}`);
    if (code === 0 && problems.length === 0) {
      return { passed: true, text: `authorization: ${SCENARIOS.length} of ${SCENARIOS.length} scenarios pass` };
    }
    return { passed: false, text: ['authorization: FAILED', ...problems, output].join('\n') };
  } finally {
    rmSync(outputDir, { recursive: true, force: true });
    await gateway.stop();
  }
}

/** Lets the suite go on in any case, for which it would wait for minutes. Answers with what went wrong. */
async function comeBack(visitor: Visitor, address: string, callback: string): Promise<string | null> {
  try {
    await fetch(await visitor.allow(address));
    return null;
  } catch (error) {
    await fetch(`${callback}?error=server_error`).catch(() => {});
    return String(error);
  }
}
