import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail that was delivered. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** By name in lower case, decoded. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A mail server that keeps what it is given. */
export interface MailStub {
  readonly port: number;
  readonly mails: Mail[];
  stop(): Promise<void>;
}

export interface Account {
  readonly username: string;
  readonly password: string;
}

/** @param tls for STARTTLS, which it then demands before anybody signs in */
export async function startMailStub(
  account: Account,
  tls: { readonly key: string | Buffer; readonly cert: string | Buffer } | null = null,
): Promise<MailStub> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    ...(tls ?? { disabledCommands: ['STARTTLS'], allowInsecureAuth: true }),
    onAuth: ({ username, password }, _session, done) =>
      username === account.username && password === account.password
        ? done(null, { user: username })
        : done(new Error('wrong password')),
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), ...parse(Buffer.concat(chunks)) });
        done();
      });
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Reads a mail of a single part. */
function parse(raw: Buffer): Pick<Mail, 'headers' | 'text'> {
  const message = raw.toString('latin1');
  const end = message.indexOf('\r\n\r\n');
  const lines = message
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.toLowerCase(), decodeWords(value.join(':').trim())];
    }),
  );
  const bytes = decodeBody(message.slice(end + 4), headers['content-transfer-encoding'] ?? '7bit');
  return { headers, text: bytes.toString('utf8').replace(/\r\n/g, '\n') };
}

function decodeBody(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  return Buffer.from(encoding === 'quoted-printable' ? decodeQuoted(body.replace(/=\r\n/g, '')) : body, 'latin1');
}

const decodeQuoted = (text: string): string =>
  text.replace(/=([\dA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

/** `=?UTF-8?Q?...?=`, as names and subjects are written that are not ASCII. */
const decodeWords = (value: string): string =>
  value.replace(/=\?utf-8\?([bq])\?([^?]*)\?=\s*/gi, (_, kind, text) =>
    Buffer.from(kind.toLowerCase() === 'b' ? atob(text) : decodeQuoted(text.replace(/_/g, ' ')), 'latin1').toString(),
  );
