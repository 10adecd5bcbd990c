import addressparser from 'nodemailer/lib/addressparser';
import { AdapterFailure } from './adapter-failure.js';

/** What a mail may be. Servers have limits of their own, which are often lower. */
export const emailLimits = {
  recipients: 500,
  /** Body and attachments together. */
  bytes: 25 * 1024 * 1024,
  subjectCharacters: 998,
} as const;

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** A mail as nodemailer takes it; nothing in it can become a header or a recipient of its own. */
export interface EmailMessage {
  readonly subject: string;
  readonly from: Mailbox;
  readonly to: Mailbox[];
  readonly text: string;
  readonly attachments: { filename: string; contentType: string; content: string | Buffer }[];
}

/**
 * Makes the mail that a payload describes (domain.md 5.3).
 * @throws AdapterFailure that names the field
 */
export function emailMessage(payload: Readonly<Record<string, unknown>>): EmailMessage {
  const { to_addresses } = payload;
  if (!Array.isArray(to_addresses) || to_addresses.length === 0) {
    throw refused('to_addresses', 'must be a list of at least one address');
  }
  if (to_addresses.length > emailLimits.recipients) {
    throw refused('to_addresses', `has ${to_addresses.length} addresses; ${emailLimits.recipients} are the most`);
  }
  const message: EmailMessage = {
    subject: lineOf(payload.subject, 'subject'),
    from: mailboxOf(payload.from_address, 'from_address'),
    to: to_addresses.map((one, at) => mailboxOf(one, `to_addresses[${at}]`)),
    text: textOf(payload.body, 'body'),
    attachments: attachmentsOf(payload.attachments),
  };
  const bytes = [message.text, ...message.attachments.map(({ content }) => content)].reduce(
    (sum, content) => sum + Buffer.byteLength(content),
    0,
  );
  if (bytes <= emailLimits.bytes) return message;
  throw refused('attachments', `make a mail of more than ${emailLimits.bytes / 1024 / 1024} MB`);
}

function attachmentsOf(given: unknown): EmailMessage['attachments'] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) throw refused('attachments', 'must be a list');
  return given.map((one: unknown, at) => {
    const field = `attachments[${at}]`;
    if (typeof one !== 'object' || one === null) throw refused(field, 'must be an object with name, type and payload');
    const { name, type, payload } = one as Record<string, unknown>;
    const filename = lineOf(name, `${field}.name`);
    const contentType = lineOf(type, `${field}.type`);
    if (!/^[\w.+-]+\/[\w.+-]+(\s*;\s*[\w-]+=("[^"]*"|[\w.+-]+))*$/.test(contentType)) {
      throw refused(`${field}.type`, 'must be a media type like application/pdf');
    }
    if (typeof payload === 'string') return { filename, contentType, content: payload };
    if (payload instanceof Uint8Array) return { filename, contentType, content: Buffer.from(payload) };
    throw refused(`${field}.payload`, 'must be bytes or a text');
  });
}

/** One address, with a name before it or not. */
function mailboxOf(value: unknown, field: string): Mailbox {
  const line = lineOf(value, field);
  const [mailbox, ...more] = addressparser(line, { flatten: true });
  const address = mailbox?.address ?? '';
  if (more.length > 0 || line.split('<').length > 2) throw refused(field, 'must be one address');
  if (!/^[^\s@<>"(),;:\\]+@[^\s@<>"(),;:\\]+$/.test(address))
    throw refused(field, 'must be an address like ann@example.com');
  return { name: mailbox?.name ?? '', address };
}

/** A line break would end the header, and begin another one. */
function lineOf(value: unknown, field: string): string {
  const text = textOf(value, field);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for.
  if (/[\x00-\x1f\x7f\u2028\u2029]/.test(text))
    throw refused(field, 'must not have line breaks or control characters in it');
  if (text.length > emailLimits.subjectCharacters)
    throw refused(field, `is longer than ${emailLimits.subjectCharacters} characters`);
  if (text === '' && field !== 'subject') throw refused(field, 'must not be empty');
  return text;
}

function textOf(value: unknown, field: string): string {
  if (typeof value === 'string') return value;
  throw refused(field, value === undefined || value === null ? 'is required' : 'must be a text');
}

const refused = (field: string, problem: string) => new AdapterFailure('INVALID_REQUEST', `${field} ${problem}.`);
