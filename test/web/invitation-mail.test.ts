import assert from 'node:assert/strict';
import { type SmtpStub, smtpStub } from '../adapters/smtp-stub.js';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { signedIn } from './signed-in.js';

describe('An invitation by mail', () => {
  let smtp: SmtpStub;
  let gateway: TestGateway;
  before(async () => {
    smtp = await smtpStub({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith('max') ? new Error('no such mailbox') : null),
    });
    const mail = { GATEWAY_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, GATEWAY_MAIL_FROM: 'gateway@bank.example' };
    gateway = await startTestGateway('', mail);
  });
  after(async () => {
    await gateway.stop();
    await smtp.close();
  });

  it('brings the link that the page shows, and is told of when it cannot be sent', async () => {
    const root = await signedIn(gateway, (await gateway.user('root', 'superuser')).id);
    const invite = async (name: string) => {
      const answer = await root.post('/invitations', { email: `${name}@bank.example`, username: name });
      assert.equal(answer.status, 200);
      return answer.text();
    };
    const shown = await invite('eve');
    assert.match(shown, /The link was mailed as well\./);
    const [, link] = /data-copy="([^"]+)"/.exec(shown) ?? [];
    const [mail] = smtp.mails;
    assert.deepEqual([mail?.from, mail?.to], ['gateway@bank.example', ['eve@bank.example']]);
    const text = mail?.raw.replace(/=\r\n/g, '') ?? '';
    assert(link && text.includes(link), text);
    assert.equal((await fetch(link)).status, 200);
    assert(gateway.logged.every((line) => !line.includes(link.split('/').at(-1) as string)));
    assert.match(await invite('max'), /The mail could not be sent; hand the link over yourself\./);
  });
});
