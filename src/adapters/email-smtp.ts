import type { Socket } from 'node:net';
import type { Adapter, AdapterContext, AdapterResponse } from './adapter.js';
import { AdapterFailure } from './adapter-failure.js';
import { Deadline } from './deadline.js';
import { type EmailSettings, emailFields, emailProblems, emailSettings } from './email-settings.js';
import { networkFailure } from './network-failure.js';

/** Mail over SMTP (domain.md 5.3). */
export const emailSmtp: Adapter = {
  system: 'EMAIL_SMTP',
  title: 'E-mail (SMTP)',
  fields: emailFields,
  problems: emailProblems,
  async execute({ payload }, context) {
    try {
      const { emailMessage } = await import('./email-message.js');
      const message = emailMessage(payload);
      return await connected(context, async (transport) => sent(await transport.sendMail({ ...message, ...SAFE })));
    } catch (error) {
      context.signal.throwIfAborted();
      return networkFailure(error, 'the mail server').response();
    }
  },
  validate: (context) =>
    connected(context, async (transport) => {
      await transport.verify();
      const { host, port, credentials } = emailSettings(context.settings);
      return `${host}:${port} takes mail${credentials ? `, and the user name and password of ${credentials.user}` : ''}.`;
    }),
};

/** A message's parts come from the payload alone. */
const SAFE = { disableFileAccess: true, disableUrlAccess: true } as const;

type Nodemailer = Pick<typeof import('nodemailer'), 'createTransport'>;
type Transport = ReturnType<typeof transportOver>;

/** @throws AdapterFailure */
async function connected<T>(
  { settings, outlet, signal }: AdapterContext,
  work: (transport: Transport) => Promise<T>,
): Promise<T> {
  const known = emailSettings(settings);
  const { host, port, timeoutMs } = known;
  const where = `${host}:${port}`;
  // Before there is a connection: what the server says on it, or its end, would pass unheard meanwhile.
  const nodemailer = await import('nodemailer');
  const deadline = new Deadline({ run: signal, timeoutMs, host: where });
  try {
    const socket = await outlet.connect(host, port, { timeoutMs, signal: deadline.signal });
    const giveUp = () => socket.destroy(deadline.signal.reason);
    deadline.signal.addEventListener('abort', giveUp);
    try {
      return await work(transportOver(socket, known, nodemailer));
    } finally {
      socket.destroy();
    }
  } catch (error) {
    signal.throwIfAborted();
    // What the connection says of its end is not why it ended.
    if (deadline.signal.aborted) throw deadline.signal.reason;
    throw smtpFailure(error, where);
  } finally {
    deadline.stop();
  }
}

function transportOver(
  connection: Socket,
  { host, port, tls, credentials, ca, timeoutMs }: EmailSettings,
  { createTransport }: Nodemailer,
) {
  const secure = tls && port === 465;
  return createTransport({
    connection,
    host,
    port,
    secure,
    requireTLS: tls && !secure,
    ignoreTLS: !tls,
    ...(credentials && { auth: credentials }),
    ...(ca && { tls: { ca } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    ...SAFE,
  });
}

interface Sent {
  readonly messageId: string;
  readonly accepted: readonly unknown[];
  readonly rejected: readonly unknown[];
}

function sent({ messageId, accepted, rejected }: Sent): AdapterResponse {
  const addresses = (list: readonly unknown[]) =>
    list.map((one) => (typeof one === 'string' ? one : (one as { address: string }).address));
  const payload = { message_id: messageId, accepted: addresses(accepted), rejected: addresses(rejected) };
  const text = `The server does not deliver to ${payload.rejected.join(', ')}.`;
  // The others have it: to call this a failure would have it sent to them again.
  return { success: true, payload, messages: rejected.length > 0 ? [{ type: 'CLIENT_ERROR', text }] : [] };
}

/** What nodemailer says, without what the server was told. */
function smtpFailure(error: unknown, where: string): AdapterFailure {
  const { code, message = '', response, responseCode } = error as Partial<SmtpError>;
  const said = response ? `: ${response.slice(0, 300)}` : '.';
  if (code === 'EAUTH') {
    return new AdapterFailure('AUTHENTICATION_ERROR', `${where} does not take the user name and password${said}`);
  }
  if (code === 'ETLS') {
    return new AdapterFailure('CONNECTION_ERROR', `${where} does not begin TLS, which tls_encrypt asks for${said}`);
  }
  if (responseCode !== undefined) {
    const type = responseCode >= 500 ? 'CLIENT_ERROR' : 'SERVER_ERROR';
    return new AdapterFailure(type, `${where} does not take the mail${said}`);
  }
  if (code !== 'ESOCKET') return networkFailure(error, where);
  // It puts its own code in place of that of the connection, which is left in the words alone.
  const original = /certificate|altnames/i.test(message) ? 'CERT' : /\bE[A-Z]{4,}\b/.exec(message)?.[0];
  return networkFailure({ message, code: original }, where);
}

interface SmtpError {
  readonly code: string;
  readonly message: string;
  readonly response: string;
  readonly responseCode: number;
}
