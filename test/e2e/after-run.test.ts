import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { WriteRequest } from '../../src/queries/write-request.js';
import { type ReceivedMail, type SmtpStub, smtpStub } from '../adapters/smtp-stub.js';
import { startTestGateway, type TestGateway } from './gateway.js';

/** What follows a run: mails, retries, and the vault that it gives back. */
describe('when a run has ended', function suite() {
  this.timeout(60_000);
  let gateway: TestGateway;
  let smtp: SmtpStub;
  let ann: { id: number; token: string };

  before(async () => {
    smtp = await smtpStub({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('nobody') ? new Error('there is nobody') : null),
    });
    gateway = await startTestGateway('', {
      GATEWAY_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
      GATEWAY_MAIL_FROM: 'Gateway <gateway@bank.example>',
      GATEWAY_PUBLIC_URL: 'https://gateway.bank.example',
    });
    ann = await gateway.user('ann', 'superuser');
  });
  after(async () => {
    await gateway.stop();
    await smtp.close();
  });

  async function create(name: string, { integration, ...rest }: WriteRequest): Promise<void> {
    await gateway.queries.components.write(
      { integration: { http_api: true, ...integration }, ...rest },
      { integrationId: null, name, userId: ann.id, now: new Date(), signal: new AbortController().signal },
    );
  }

  async function execute(name: string, payload: unknown) {
    const response = await fetch(`${localUrl()}/integrations/execute/${name}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${ann.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(payload),
    });
    return {
      status: response.status,
      run: Number(response.headers.get('x-run-history-id')),
      body: await response.text(),
    };
  }
  const localUrl = () => `http://127.0.0.1:${/"port":(\d+),"msg":"listening"/.exec(gateway.logged.join('\n'))?.[1]}`;

  /** Looks until there is something. */
  async function awaited<T>(look: () => Promise<T | undefined> | T | undefined, what: string): Promise<T> {
    for (let waited = 0; waited < 20_000; waited += 50) {
      const found = await look();
      if (found !== undefined) return found;
      await delay(50);
    }
    throw new Error(`waited in vain for ${what}`);
  }

  it('a mail tells of it, with a breakdown and nothing that a mask hides', async () => {
    await create('mailing', {
      integration: {
        before_hook: 'output.payload = { ssn: input.payload.ssn };',
        config: { email_on_success: true, email_on_success_to_addresses: 'ops@bank.example', email_digests: true },
      },
      servicerequests: [
        {
          system: 'ECHO',
          formula_variable: 'echoed',
          fieldmappings: [{ field: 'ssn', value: 'input.payload.ssn' }],
        },
      ],
      masks: [{ type: 'INPUT', field: 'ssn' }],
    });
    const { status, run, body } = await execute('mailing', { ssn: '078-05-1120' });
    assert.deepEqual([status, body], [200, '{"ssn":"078-05-1120"}']);
    const isOfRun = ({ raw }: ReceivedMail) => raw.includes(`Run: ${run}\r\n`);
    const { raw: mail } = await awaited(() => smtp.mails.find(isOfRun), 'a mail');
    assert.match(mail, /^Subject: Succeeded: mailing\r$/m);
    assert.match(mail, /^To: ops@bank.example\r$/m);
    assert.match(mail, /^Gateway: https:\/\/gateway.bank.example\r$/m);
    assert.match(
      mail,
      /Steps:\r\n {3}1\. INPUT, \d+ ms\r\n {3}2\. REQUEST echoed, \d+ ms\r\n {3}3\. OUTPUT, \d+ ms\r\n/,
    );
    assert.doesNotMatch(mail, /078-05/);
  });

  it('a mail that cannot be sent is logged, and changes nothing', async () => {
    await create('undeliverable', {
      integration: {
        config: { email_on_success: true, email_on_success_to_addresses: 'nobody@bank.example' },
      },
    });
    assert.equal((await execute('undeliverable', {})).status, 200);
    await awaited(() => gateway.logged.find((line) => line.includes('a mail could not be sent')), 'a log line');
  });

  it('a failed one is tried again until it succeeds, each time as a run with the label of the first', async () => {
    await create('flaky', {
      integration: {
        before_hook:
          'if (retry_attempt < 2) throw new Error("not yet"); output.payload = [retry_attempt, input.payload.a];',
        config: { retry_mode: 'fixed', retry_delay_seconds: 1, retry_delay_jitter: 0, max_retries: 3 },
      },
    });
    const { status, run } = await execute('flaky', { a: 5 });
    assert.equal(status, 500);
    const last = await awaited(async () => {
      for (let id = run + 1; ; id++) {
        const found = await gateway.queries.runHistory.run(id);
        if (!found) return undefined;
        if (found.retry_attempt === 2 && found.status === 'success') return found;
      }
    }, 'the second retry');
    assert.deepEqual([last.retry_for_run_id, last.started_by, last.username], [run, 'retry', 'ann']);
    assert.deepEqual(last.labels, [`retry_for_run_id:${run}`]);
    await delay(1_500);
    assert.equal(await gateway.queries.runHistory.run(last.id + 1), null);
  });

  it('no update of a vault is lost between runs at once, and a failed run gives the vault back', async () => {
    await create('adding', {
      integration: {
        before_hook: `await open_vault('shared', async (vault) => {
  const list = (await vault.get('list')) ?? [];
  await vault.upsert('list', [...list, input.payload.n]);
  if (input.payload.n === 3) throw new Error('broken');
});`,
      },
    });
    await create('leaving open', { integration: { before_hook: "await open_vault('shared');" } });
    await gateway.vault('shared', {}, ['adding', 'leaving open']);
    const numbers = [0, 1, 2, 3, 4, 5, 6, 7];
    await Promise.all(numbers.map((n) => execute(n % 4 === 0 ? 'leaving%20open' : 'adding', { n })));
    const vault = await gateway.queries.vaults.find('shared');
    await awaited(
      async () => (await gateway.queries.vaults.acquire(vault?.id ?? 0, 'the test', new Date(), 10)) || undefined,
      'the vault',
    );
    const list = await gateway.queries.vaults.items.get(vault?.id ?? 0, 'the test', 'list');
    assert.deepEqual(JSON.parse(list ?? '').sort(), [1, 2, 3, 5, 6, 7]);
  });
});
