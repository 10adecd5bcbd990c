import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { certificates } from '../../adapters/certificate-files.js';
import { readMail } from '../../adapters/mail-text.js';
import { type ReceivedMail, type SmtpStub, smtpStub } from '../../adapters/smtp-stub.js';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { run as runProcess } from '../process.js';
import { startWebStub, type WebStub } from '../stubs/web-stub.js';
import { Assistant, titles } from './assistant.js';
import { basic, postJson } from './caller.js';

const EXAMPLE = new URL('../../../examples/hackernews-email-digest.yaml', import.meta.url);
const NAME = 'hackernews_email_digest';
const ACCOUNT = { username: 'digest@example.com', password: 'not for anybody else' };

const STORIES = 500;
/** The older a story, the better it is. Some have no address, and every hundredth one was deleted. */
const story = (id: number) =>
  id % 100 === 0
    ? null
    : {
        by: `author${id}`,
        descendants: id % 7,
        id,
        kids: [],
        score: 10_000 - id,
        time: Date.UTC(2026, 10, 22, 9, id % 60) / 1000,
        title: `Größe und Wert № ${id}`,
        type: 'story',
        ...(id % 3 !== 0 && { url: `https://example.com/${id}` }),
      };

describe('the mail digest (domain.md 10.4)', function mailDigest() {
  this.timeout(60_000);
  let gateway: TestGateway;
  let web: WebStub;
  let smtp: SmtpStub;
  let ann: Assistant;
  before(async () => {
    gateway = await startTestGateway();
    web = await startWebStub(({ url }) => {
      if (url === '/v0/newstories.json') return Array.from({ length: STORIES }, (_, at) => 1_000 - at);
      return story(Number(/^\/v0\/item\/(\d+)\.json$/.exec(url)?.[1]));
    });
    smtp = await smtpStub({ ...certificates.server, account: ACCOUNT });
    ann = await Assistant.at(gateway, '2026-07-28', 'ann', 'a pass phrase');
    const { integration_name, create_if_missing, ...parts } = parse(await readFile(EXAMPLE, 'utf8'));
    await ann.write(integration_name, parts);
    await gateway.bind(NAME, 'HTTP', { ...web.settings, timeout_seconds: 60 }, 'hackernews');
    await gateway.bind(
      NAME,
      'EMAIL_SMTP',
      {
        host: '127.0.0.1',
        port: smtp.port,
        tls_encrypt: true,
        server_certificate: certificates.ca,
        authenticate: true,
        auth_username: ACCOUNT.username,
        auth_password: ACCOUNT.password,
      },
      'gmail',
    );
    assert.deepEqual((await ann.call('read_integration', { integration_name: NAME })).warnings, []);
  });
  beforeEach(() => {
    smtp.mails.length = 0;
    web.requests.length = 0;
  });
  after(async () => {
    await gateway.stop();
    await web.stop();
    await smtp.close();
  });

  it('finds both of its systems when their configurations are validated', async () => {
    const { code, stdout } = await runProcess(['adapter', 'validate'], gateway.env);
    assert.equal(stdout, 'Validation passed for these systems: EMAIL_SMTP/gmail, HTTP/hackernews\n');
    assert.equal(code, 0);
  });

  it('answers with the default text as long as it does nothing', async () => {
    const { integration_name, create_if_missing, servicerequests, validationrules, ...empty } = parse(
      await readFile(EXAMPLE, 'utf8'),
    );
    await ann.write(`${integration_name}_empty`, empty);
    const { answer, steps } = await ann.runAndLook(`${integration_name}_empty`);
    assert.equal(answer.result, `Integration ${integration_name}_empty completed successfully!`);
    assert.deepEqual(titles(steps), ['INPUT', 'OUTPUT']);
  });

  const wrong: [string, { given: object; want: string[] }][] = [
    [
      'an address and a limit that are none',
      {
        given: { email: 'invalid%email###@@123', limitEmail: -1 },
        want: ['e-mail address', 'input.payload.limitEmail'],
      },
    ],
    ['no address', { given: {}, want: ['e-mail address'] }],
    ['an address that is no text', { given: { email: 7 }, want: ['e-mail address'] }],
    ['half a limit', { given: { email: 'user@email.net', limitQuery: 0.5 }, want: ['input.payload.limitQuery'] }],
    [
      'all three',
      {
        given: { email: '', limitQuery: 'ten', limitEmail: '5' },
        want: ['e-mail address', 'input.payload.limitQuery', 'input.payload.limitEmail'],
      },
    ],
  ];
  for (const [name, { given, want }] of wrong) {
    it(`refuses ${name}: one VALIDATION FAILURE for each, and nothing is called`, async () => {
      const { answer, steps } = await ann.runAndLook(NAME, given);
      assert.deepEqual([answer.success, answer.error_type, answer.status], [false, 'validation_failed', 400]);
      for (const field of want) assert(answer.message.includes(field), answer.message);
      const failures = steps.filter(({ type }) => type === 'VALIDATION FAILURE');
      assert.deepEqual(
        failures.map(({ label }) => label),
        want,
      );
      assert.deepEqual(
        steps.map(({ type }) => type),
        ['INPUT', ...want.map(() => 'VALIDATION FAILURE'), 'FAILURE', 'OUTPUT'],
      );
      assert.deepEqual(
        answer.result.failures.map(({ field }: { field: string }) => field),
        want,
      );
      assert.equal(web.requests.length + smtp.mails.length, 0);
    });
  }

  it('mails the best ten of the newest ten, in eleven requests and a mail', async () => {
    const { answer, steps } = await ann.runAndLook(NAME, { email: 'user@email.net', limitQuery: 10 });
    assert.equal(answer.success, true, answer.message);
    assert.equal(answer.result, `Integration ${NAME} completed successfully!`);
    const fetched = steps.filter(({ label }) => label === 'get_story_by_id');
    assert.equal(fetched.length, 10);
    assert.deepEqual(
      fetched.map(({ request }) => request.payload),
      Array.from({ length: 10 }, (_, at) => ({ url_path: `/v0/item/${1_000 - at}.json`, method: 'GET' })),
    );
    const asked = steps.filter(({ type, label }) => type === 'REQUEST' && label !== 'send_email');
    assert.equal(asked.length, 11);
    assert.deepEqual(titles(steps).slice(0, 3), ['INPUT', 'REQUEST get_story_ids', 'REQUEST get_story_by_id']);
    assert.deepEqual(titles(steps).slice(-2), ['REQUEST send_email', 'OUTPUT']);

    assert.equal(smtp.mails.length, 1);
    const [mail] = smtp.mails as [ReceivedMail];
    const { headers, text } = readMail(mail);
    assert.deepEqual([mail.from, mail.to], ['digest@example.com', ['user@email.net']]);
    assert.deepEqual([headers.subject, headers.to], ['Top HackerNews Stories', 'user@email.net']);
    const [heading, ...entries] = text.trim().split('\n\n');
    assert.equal(heading, 'The best 50 of the newest 10 stories on Hacker News');
    // The newest one, number 1000, was deleted.
    assert.equal(entries.length, 9);
    assert.deepEqual(entries[0]?.split('\n'), [
      'Größe und Wert № 991',
      'https://example.com/991',
      'by author991, 11/22/2026, 09:31, 9009 points, 4 comments',
      'https://news.ycombinator.com/item?id=991',
    ]);
    const ids = entries.map((entry) => Number(/id=(\d+)$/.exec(entry)?.[1]));
    assert.deepEqual(ids, [991, 992, 993, 994, 995, 996, 997, 998, 999], 'by their points, the most first');
    const body = steps.find(({ label }) => label === 'send_email')?.request.payload.body;
    assert.equal(body.trim(), text.trim());
  });

  it('is called from outside with a name and a password', async () => {
    const payload = { email: 'user@email.net', limitQuery: 100, limitEmail: 5 };
    const { status, body, runHistoryId } = await postJson(gateway, NAME, payload, basic('ann', 'a pass phrase'));
    assert.deepEqual([status, body], [200, `Integration ${NAME} completed successfully!`]);
    assert.equal(web.requests.length, 101);
    const { text } = readMail(smtp.mails[0] as ReceivedMail);
    assert.match(text, /^The best 5 of the newest 100 stories on Hacker News\n/);
    assert.equal(text.match(/item\?id=/g)?.length, 5);
    const { run } = await ann.history(runHistoryId as number);
    assert.deepEqual([run.status, run.started_by], ['success', 'http']);

    const refused = await postJson(gateway, NAME, payload, basic('ann', 'another one'));
    assert.equal(refused.status, 401);
    assert.equal(smtp.mails.length, 1);
  });

  it('takes all five hundred when it is given no limits', async () => {
    const { answer, steps } = await ann.runAndLook(NAME, { email: 'user@email.net' });
    assert.equal(answer.success, true, answer.message);
    assert.equal(web.requests.length, 501);
    assert.equal(steps.length, 504);
    const { text } = readMail(smtp.mails[0] as ReceivedMail);
    assert.match(text, /^The best 50 of the newest 500 stories/);
    assert.equal(text.match(/item\?id=/g)?.length, 50);
  });

  it('says what the mail server says when it does not take the password, and keeps the password to itself', async () => {
    const [config] = await gateway.queries.adapterConfigs.list();
    assert.equal(config?.system, 'EMAIL_SMTP');
    const { id, settings } = config as NonNullable<typeof config>;
    await gateway.queries.adapterConfigs.update(id, { settings: { ...settings, auth_username: 'nobody' } }, new Date());
    const { answer, run, steps } = await ann.runAndLook(NAME, { email: 'user@email.net', limitQuery: 1 });
    await gateway.queries.adapterConfigs.update(id, { settings }, new Date());
    assert.deepEqual([answer.success, answer.error_type], [false, 'service_request_failed']);
    assert.match(answer.message, /send_email failed: .*does not take the user name and password/);
    assert(!JSON.stringify([answer, run, steps, gateway.logged]).includes(ACCOUNT.password));
    assert.equal(smtp.mails.length, 0);
  });
});
