/** A mail as its reader sees it. */
interface ReadableMail {
  /** By name in lower case, decoded. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Reads a mail of a single part. */
export function readMail({ raw }: { readonly raw: string }): ReadableMail {
  const message = Buffer.from(raw).toString('latin1');
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
