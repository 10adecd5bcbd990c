import assert from 'node:assert/strict';
import type { MessageType } from '../../src/adapters/adapter.js';
import { emailLimits } from '../../src/adapters/email-message.js';
import { emailSmtp } from '../../src/adapters/email-smtp.js';
import { createOutlet } from '../../src/network/create-outlet.js';
import type { Outlet } from '../../src/network/outlet.js';
import { assertFailed, call, contextOf, openOutlet } from './calling.js';
import { certificates } from './certificate-files.js';
import { type SmtpStub, smtpStub } from './smtp-stub.js';
import { tcpStub } from './stub.js';

const { ca, server } = certificates;
const MAIL = {
  subject: 'Top HackerNews Stories',
  from_address: 'gateway@example.com',
  to_addresses: ['ann@example.com'],
  body: 'Hello\nthere\n.\nend',
};

describe('EMAIL_SMTP', () => {
  let outlet: Outlet;
  let open: SmtpStub;
  let guarded: SmtpStub;
  before(async () => {
    outlet = openOutlet();
    open = await smtpStub({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith('no') ? new Error('no such mailbox') : null),
    });
    guarded = await smtpStub({ ...server, account: { username: 'ann', password: 'right' } });
  });
  beforeEach(() => {
    open.mails.length = 0;
    guarded.mails.length = 0;
  });
  after(async () => {
    await outlet.close();
    await open.close();
    await guarded.close();
  });

  const plain = (more: object = {}) => ({ host: '127.0.0.1', port: open.port, tls_encrypt: false, ...more });
  const safe = (more: object = {}) => ({
    host: 'localhost',
    port: guarded.port,
    authenticate: true,
    auth_username: 'ann',
    auth_password: 'right',
    server_certificate: ca,
    ...more,
  });
  const send = (payload: object = {}, settings: Record<string, unknown> = plain()) =>
    call(emailSmtp, { ...MAIL, ...payload }, { settings, outlet });
  const headerOf = (raw: string, name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1]?.trim();

  it('sends a mail', async () => {
    const response = await send({ to_addresses: ['ann@example.com', 'Bob B. <bob@example.com>'] });
    assert.equal(response.success, true, response.messages[0]?.text);
    assert.deepEqual(response.messages, []);
    const { accepted, message_id } = response.payload as { accepted: string[]; message_id: string };
    assert.deepEqual(accepted, ['ann@example.com', 'bob@example.com']);
    const [mail] = open.mails;
    assert(mail);
    assert.deepEqual([mail.from, mail.to, mail.secure], ['gateway@example.com', accepted, false]);
    assert.equal(headerOf(mail.raw, 'Subject'), MAIL.subject);
    assert.equal(headerOf(mail.raw, 'From'), 'gateway@example.com');
    assert.equal(headerOf(mail.raw, 'To'), 'ann@example.com, "Bob B." <bob@example.com>');
    assert.equal(headerOf(mail.raw, 'Message-ID'), message_id);
    assert.match(mail.raw, /\r\n\r\nHello\r\nthere\r\n\.\r\nend/);
  });

  it('sends letters of all kinds', async () => {
    await send({ subject: 'Grüße 🙂', body: 'schön', from_address: 'Jürg <j@example.com>' });
    const raw = open.mails[0]?.raw ?? '';
    assert.match(headerOf(raw, 'Subject') ?? '', /^=\?UTF-8\?/);
    assert.match(raw, /sch=C3=B6n/);
  });

  it('sends attachments', async () => {
    const payload = new Uint8Array([0, 1, 254, 255]);
    await send({
      attachments: [
        { name: 'a.bin', type: 'application/octet-stream', payload },
        { name: 'notes "ü".txt', type: 'text/plain; charset=utf-8', payload: 'für Ann' },
      ],
    });
    const raw = open.mails[0]?.raw ?? '';
    assert.match(raw, /Content-Type: application\/octet-stream; name=a\.bin/);
    assert.match(raw, /Content-Disposition: attachment; filename=a\.bin/);
    assert(raw.includes(Buffer.from(payload).toString('base64')));
    assert(raw.includes(Buffer.from('für Ann').toString('base64')) || raw.includes('f=C3=BCr Ann'), raw);
  });

  it('reads no file, whatever an attachment says', async () => {
    const attachment = {
      name: 'a',
      type: 'text/plain',
      payload: 'a',
      path: '/etc/passwd',
      href: 'http://127.0.0.1/',
      raw: 'x',
    };
    assert.equal((await send({ attachments: [attachment] })).success, true);
    assert.doesNotMatch(open.mails[0]?.raw ?? '', /root:/);
  });

  it('tells of those who are not delivered to', async () => {
    const some = await send({ to_addresses: ['ann@example.com', 'nobody@example.com'] });
    assert.equal(some.success, true);
    assert.match(some.messages[0]?.text ?? '', /does not deliver to nobody@example\.com/);
    assertFailed(
      await send({ to_addresses: ['nobody@example.com'] }),
      'CLIENT_ERROR',
      /does not take the mail: 550 no such mailbox/,
    );
  });

  it('upgrades to TLS and signs in', async () => {
    const response = await send({}, safe());
    assert.equal(response.success, true, response.messages[0]?.text);
    assert.deepEqual([guarded.mails[0]?.secure, guarded.mails[0]?.user], [true, 'ann']);
  });

  it('validates as it sends', async () => {
    const validate = (settings: Record<string, unknown>) =>
      emailSmtp.validate?.(contextOf(emailSmtp, { settings, outlet })) ?? Promise.reject(new Error('no validate'));
    assert.match(await validate(safe()), /^localhost:\d+ takes mail, and the user name and password of \w+\.$/);
    await validate(plain());
    await assert.rejects(validate(safe({ auth_password: 'wrong' })), /does not take the user name and password/);
    await assert.rejects(validate(plain({ port: 1 })), /refuses the connection/);
    assert.deepEqual(guarded.mails, []);
  });

  const failing: [string, { given: () => Record<string, unknown>; want: [MessageType, RegExp] }][] = [
    [
      'the password is wrong',
      { given: () => safe({ auth_password: 'wr0ng' }), want: ['AUTHENTICATION_ERROR', /does not take the user name/] },
    ],
    [
      'the server is not trusted',
      {
        given: () => safe({ server_certificate: null }),
        want: ['CONNECTION_ERROR', /certificate of localhost:\d+ is not trusted/],
      },
    ],
    ['the server cannot do TLS', { given: () => plain({ tls_encrypt: true }), want: ['CONNECTION_ERROR', /TLS/] }],
    ['nothing listens', { given: () => plain({ port: 1 }), want: ['CONNECTION_ERROR', /refuses the connection/] }],
  ];
  for (const [name, { given, want }] of failing) {
    it(`fails when ${name}`, async () => {
      const response = await send({}, given());
      assertFailed(response, ...want);
      assert.doesNotMatch(response.messages[0]?.text ?? '', /wr0ng|right/);
      assert.equal(open.mails.length + guarded.mails.length, 0);
    });
  }

  it('fails when the server hangs, floods, or closes', async () => {
    const behaviours: [Parameters<typeof tcpStub>[0], MessageType, RegExp][] = [
      [() => {}, 'TIMEOUT', /did not answer within 1 seconds/],
      [(socket) => void socket.end('220 hello\r\n'), 'CONNECTION_ERROR', /closed the connection/],
      [(socket) => void socket.destroy(), 'CONNECTION_ERROR', /closed the connection/],
    ];
    for (const [listener, type, text] of behaviours) {
      const stub = await tcpStub(listener);
      const timeout_seconds = type === 'TIMEOUT' ? 1 : 15;
      assertFailed(await send({}, plain({ port: stub.port, timeout_seconds })), type, text);
      await stub.close();
    }
  });

  it('goes nowhere where HTTP may not go', async () => {
    const closed = createOutlet({ allowedHosts: [] });
    for (const host of ['127.0.0.1', 'localhost', '0x7f.1', '::1', '169.254.169.254']) {
      assertFailed(
        await call(emailSmtp, MAIL, { settings: plain({ host }), outlet: closed }),
        'REFUSED',
        /GATEWAY_ALLOWED_HOSTS/,
      );
    }
    await closed.close();
    assert.deepEqual(open.mails, []);
  });

  it('throws when the run ends', async () => {
    const stub = await tcpStub(() => {});
    const run = new AbortController();
    const sending = call(emailSmtp, MAIL, { settings: plain({ port: stub.port }), outlet, signal: run.signal });
    setTimeout(() => run.abort(new Error('cancelled')), 50);
    await assert.rejects(sending, /cancelled/);
    await stub.close();
  });

  const refused: [string, { given: object; want: RegExp }][] = [
    ['no subject', { given: { subject: undefined }, want: /^subject is required/ }],
    ['a subject that is none', { given: { subject: 1 }, want: /^subject must be a text/ }],
    [
      'a subject with another header',
      { given: { subject: 'a\r\nBcc: eve@example.com' }, want: /^subject must not have line breaks/ },
    ],
    ['a subject with a lone line feed', { given: { subject: 'a\nBcc: eve@example.com' }, want: /^subject must not/ }],
    [
      'a subject that is too long',
      { given: { subject: 'x'.repeat(emailLimits.subjectCharacters + 1) }, want: /^subject is longer than 998/ },
    ],
    ['no body', { given: { body: null }, want: /^body is required/ }],
    ['nobody from whom', { given: { from_address: '' }, want: /^from_address must not be empty/ }],
    ['a sender that is none', { given: { from_address: 'ann' }, want: /^from_address must be an address like/ }],
    [
      'a sender with another command',
      {
        given: { from_address: 'a@b.c>\r\nRCPT TO:<eve@example.com' },
        want: /^from_address must not have line breaks/,
      },
    ],
    ['two senders', { given: { from_address: 'a@b.c, d@e.f' }, want: /^from_address must be one address/ }],
    ['nobody', { given: { to_addresses: [] }, want: /^to_addresses must be a list of at least one/ }],
    ['a text of recipients', { given: { to_addresses: 'a@b.c' }, want: /^to_addresses must be a list/ }],
    ['two in one', { given: { to_addresses: ['a@b.c,d@e.f'] }, want: /^to_addresses\[0\] must be one address/ }],
    ['a group', { given: { to_addresses: ['all: a@b.c, d@e.f;'] }, want: /^to_addresses\[0\] must be one address/ }],
    [
      'an address in a name',
      { given: { to_addresses: ['a@b.c', '<a@b.c> RCPT TO:<eve@e.f>'] }, want: /^to_addresses\[1\] must be/ },
    ],
    [
      'too many',
      {
        given: { to_addresses: Array(emailLimits.recipients + 1).fill('a@b.c') },
        want: /^to_addresses has 501 addresses; 500/,
      },
    ],
    ['attachments that are none', { given: { attachments: {} }, want: /^attachments must be a list/ }],
    ['an attachment that is none', { given: { attachments: ['a'] }, want: /^attachments\[0\] must be an object/ }],
    [
      'an attachment without a name',
      { given: { attachments: [{ type: 'a/b', payload: '' }] }, want: /^attachments\[0\]\.name is required/ },
    ],
    [
      'a name with a header',
      {
        given: { attachments: [{ name: 'a\r\nX: y', type: 'a/b', payload: '' }] },
        want: /^attachments\[0\]\.name must not/,
      },
    ],
    [
      'a type with a header',
      {
        given: { attachments: [{ name: 'a', type: 'a/b\r\nX: y', payload: '' }] },
        want: /^attachments\[0\]\.type must not/,
      },
    ],
    [
      'a type that is none',
      {
        given: { attachments: [{ name: 'a', type: 'pdf', payload: '' }] },
        want: /^attachments\[0\]\.type must be a media type/,
      },
    ],
    [
      'an attachment that is a number',
      {
        given: { attachments: [{ name: 'a', type: 'a/b', payload: 1 }] },
        want: /^attachments\[0\]\.payload must be bytes/,
      },
    ],
    [
      'too much',
      {
        given: { attachments: [{ name: 'a', type: 'a/b', payload: new Uint8Array(emailLimits.bytes) }] },
        want: /^attachments make a mail of more than 25 MB/,
      },
    ],
  ];
  for (const [name, { given, want }] of refused) {
    it(`refuses ${name}`, async () => {
      assertFailed(await send(given), 'INVALID_REQUEST', want);
      assert.deepEqual(open.mails, []);
    });
  }
});
