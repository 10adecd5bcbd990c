import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { type MailerOptions, ResultMailer } from '../../src/engine/result-mailer.js';
import { type ReceivedMail, smtpStub } from '../adapters/smtp-stub.js';

const mail = { to: ['ann@bank.example', 'bob@bank.example'], subject: 'Failed: Zürich', text: 'It has failed.\n' };

describe('the result mailer', () => {
  let received: ReceivedMail[];
  let logged: string[];
  let close: (() => void) | undefined;
  beforeEach(() => {
    received = [];
    logged = [];
  });
  afterEach(() => close?.());

  async function server(options: SMTPServerOptions = {}): Promise<number> {
    const stub = await smtpStub({ account: { username: 'gateway', password: 'p@ss' }, ...options });
    received = stub.mails;
    close = () => void stub.close();
    return stub.port;
  }

  const mailer = (port: number, options: Partial<MailerOptions> = {}) =>
    new ResultMailer({
      smtpUrl: `smtp://gateway:p%40ss@127.0.0.1:${port}`,
      from: 'Gateway <gateway@bank.example>',
      log: { warn: (...said: unknown[]) => void logged.push(JSON.stringify(said)) },
      ...options,
    });

  it('sends a mail', async () => {
    const one = mailer(await server());
    assert.equal(await one.send(mail), true);
    await one.close();
    const [{ from, to, raw }] = received as [ReceivedMail];
    assert.equal(from, 'gateway@bank.example');
    assert.deepEqual(to, ['ann@bank.example', 'bob@bank.example']);
    assert.match(raw, /^From: Gateway <gateway@bank.example>\r$/m);
    assert.match(raw, /^Subject: =\?UTF-8\?Q\?Failed=3A_Z=C3=BCrich\?=\r$/m);
    assert.match(raw, /\r\n\r\nIt has failed\.\r\n$/);
    assert.deepEqual(logged, []);
  });

  it('sends what is under way before it closes', async () => {
    const one = mailer(await server());
    for (let i = 0; i < 20; i++) one.send(mail);
    await one.close();
    assert.equal(received.length, 20);
  });

  it('logs that a recipient is refused', async () => {
    const port = await server({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('bob') ? Object.assign(new Error('no bob here'), { responseCode: 550 }) : null),
    });
    const one = mailer(port);
    assert.equal(await one.send(mail), true);
    await one.close();
    assert.deepEqual(received[0]?.to, ['ann@bank.example']);
    assert.match(logged.join(), /"rejected":1.*some recipients/);
  });

  const failing: [string, { given: () => Promise<number>; want: RegExp }][] = [
    [
      'a server that refuses the password',
      { given: () => server({ onAuth: (_auth, _session, done) => done(new Error('wrong password')) }), want: /EAUTH/ },
    ],
    [
      'a server that refuses the mail',
      {
        given: () => server({ onMailFrom: (_address, _session, done) => done(new Error('no mail today')) }),
        want: /no mail today/,
      },
    ],
    ['a server that is not there', { given: async () => 1, want: /ECONNREFUSED|ESOCKET|ECONNECTION/ }],
    [
      'a server that says nothing',
      {
        given: async () => {
          const silent = createServer().listen(0, '127.0.0.1');
          await once(silent, 'listening');
          close = () => silent.close();
          return (silent.address() as AddressInfo).port;
        },
        want: /ETIMEDOUT|Greeting/,
      },
    ],
  ];
  for (const [name, { given, want }] of failing) {
    it(`logs what goes wrong with ${name}, without the password`, async () => {
      const one = mailer(await given(), { timeoutMs: 300 });
      assert.equal(await one.send(mail), false);
      await one.close();
      assert.equal(logged.length, 1);
      assert.match(logged[0] ?? '', want);
      assert.doesNotMatch(logged[0] ?? '', /p@ss|p%40ss|cEBzcw/);
    });
  }

  it('drops what comes when too many wait', async () => {
    const one = mailer(await server(), { mostWaiting: 2 });
    assert.deepEqual(await Promise.all([one.send(mail), one.send(mail), one.send(mail)]), [true, true, false]);
    await one.close();
    assert.match(logged.join(), /dropped: 2 others wait/);
  });
});
