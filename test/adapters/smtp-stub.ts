import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Whether it came over TLS. */
  readonly secure: boolean;
  readonly user: string | undefined;
  /** All of it, with the line ends of the protocol. */
  readonly raw: string;
}

export interface SmtpStub {
  readonly port: number;
  readonly mails: ReceivedMail[];
  close(): Promise<void>;
}

interface StubOptions extends SMTPServerOptions {
  /** Who may send; everybody, and nobody signs in, when it is left out. */
  readonly account?: { readonly username: string; readonly password: string };
}

/** A real SMTP server that keeps what it is sent. Given a key and a certificate, it knows STARTTLS. */
export async function smtpStub({ account, ...options }: StubOptions = {}): Promise<SmtpStub> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: [...(options.key ? [] : ['STARTTLS']), ...(account ? [] : ['AUTH'])],
    logger: false,
    onAuth: ({ username, password }, _session, done) =>
      username === account?.username && password === account?.password
        ? done(null, { user: username })
        : done(new Error('wrong password')),
    onData(stream, { envelope, secure, user }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          secure,
          user: user as string | undefined,
          raw: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
    ...options,
  });
  // A client that does not trust the server ends the connection in the middle of TLS.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
