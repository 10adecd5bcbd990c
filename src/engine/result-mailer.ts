import type { Logger } from 'pino';
import type { Mail } from './result-mail.js';

/** How long the mail server may be silent, in milliseconds. */
const TIMEOUT_MS = 30_000;
const MOST_CONNECTIONS = 2;
/** How many mails may wait for the server; what comes then is dropped, and that is logged. */
const MOST_WAITING = 1_000;

export interface MailerOptions {
  /** `smtp:` or `smtps:`, with the user name and password in it. */
  readonly smtpUrl: string;
  readonly from: string;
  readonly log: Pick<Logger, 'warn'>;
  readonly mostWaiting?: number;
  readonly timeoutMs?: number;
}

/** Sends the gateway's own mails. What it cannot send it logs: a mail never fails a run. */
export class ResultMailer {
  #transport: ReturnType<typeof connectionsOf> | undefined;
  readonly #options: Required<MailerOptions>;
  readonly #underWay = new Set<Promise<boolean>>();

  constructor(options: MailerOptions) {
    this.#options = { mostWaiting: MOST_WAITING, timeoutMs: TIMEOUT_MS, ...options };
  }

  /** Resolves, with whether the server took the mail, and never rejects. */
  send(mail: Mail): Promise<boolean> {
    const { log, mostWaiting } = this.#options;
    if (this.#underWay.size >= mostWaiting) {
      log.warn({ subject: mail.subject }, `a mail was dropped: ${mostWaiting} others wait for the mail server`);
      return Promise.resolve(false);
    }
    const sending = this.#send(mail).finally(() => this.#underWay.delete(sending));
    this.#underWay.add(sending);
    return sending;
  }

  /** Waits for what is being sent, and closes the connections. */
  async close(): Promise<void> {
    await Promise.all(this.#underWay);
    (await this.#transport)?.close();
  }

  async #send({ to, subject, text }: Mail): Promise<boolean> {
    const { from, log } = this.#options;
    try {
      this.#transport ??= connectionsOf(this.#options);
      const { rejected } = await (await this.#transport).sendMail({ from, to: [...to], subject, text });
      if (rejected.length > 0)
        log.warn({ subject, rejected: rejected.length }, 'some recipients of a mail were refused');
      return true;
    } catch (error) {
      // The whole error would repeat what was said to the server.
      const { code, responseCode, message } = error as Error & { code?: string; responseCode?: number };
      log.warn({ subject, code, response_code: responseCode, reason: message }, 'a mail could not be sent');
      return false;
    }
  }
}

async function connectionsOf({ smtpUrl, timeoutMs }: Required<MailerOptions>) {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: MOST_CONNECTIONS,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // A mail is text; nothing in it may make this process read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
