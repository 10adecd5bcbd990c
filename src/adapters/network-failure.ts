import { RefusedAddressError } from '../network/refused-address-error.js';
import type { MessageType } from './adapter.js';
import { AdapterFailure } from './adapter-failure.js';

type Row = [codes: RegExp, type: MessageType, text: (where: string, message: string) => string];

/** What the codes of Node, undici and OpenSSL mean to somebody who reads a run's history. */
const MEANINGS: readonly Row[] = [
  [/^(ENOTFOUND|EAI_\w+)$/, 'CONNECTION_ERROR', (where) => `The host of ${where} is unknown.`],
  [/^ECONNREFUSED$/, 'CONNECTION_ERROR', (where) => `${where} refuses the connection: nothing listens there.`],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'CONNECTION_ERROR', (where) => `${where} cannot be reached.`],
  [
    /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT|ETIME)$/,
    'TIMEOUT',
    (where) => `${where} did not take the connection in time.`,
  ],
  [
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|ECONNECTION|HPE_INVALID_EOF_STATE)$/,
    'CONNECTION_ERROR',
    (where) => `${where} closed the connection before its answer was complete.`,
  ],
  [
    /^(UND_ERR_HEADERS_OVERFLOW|HPE_HEADER_OVERFLOW)$/,
    'INVALID_RESPONSE',
    (where) => `The headers with which ${where} answers are too large.`,
  ],
  [/^HPE_|^HTTPParserError$/, 'INVALID_RESPONSE', (where) => `What ${where} answers is not HTTP.`],
  [
    /^(EPROTO|ERR_SSL_\w+|ETLS)$/,
    'CONNECTION_ERROR',
    (where) =>
      `${where} and the gateway did not agree on TLS. Does it speak TLS at all, and take the client certificate?`,
  ],
  [
    /CERT|SELF_SIGNED|VERIFY_LEAF|HOSTNAME_MISMATCH|^ERR_TLS_/,
    'CONNECTION_ERROR',
    (where, message) =>
      `The certificate of ${where} is not trusted: ${message}. For an authority of your own, set server_certificate.`,
  ],
  [
    /^(Z_\w+|ERR__ERROR_\w+|ERR_BROTLI\w*)$/,
    'INVALID_RESPONSE',
    (where) => `The compressed answer of ${where} is broken.`,
  ],
];

/** Puts what went wrong on the way to a system into words. @param where the host, and the port */
export function networkFailure(error: unknown, where: string): AdapterFailure {
  if (error instanceof AdapterFailure) return error;
  if (error instanceof RefusedAddressError) return new AdapterFailure('REFUSED', error.message);
  const { code = '', name = '', message = '' } = error as { code?: string; name?: string; message?: string };
  const row = MEANINGS.find(([codes]) => codes.test(code || name));
  if (row) return new AdapterFailure(row[1], row[2](where, message.split('\n')[0]?.slice(0, 300) ?? ''));
  return new AdapterFailure(
    'UNCATEGORIZED_ERROR',
    `The call to ${where} failed: ${message.slice(0, 300)}${code && ` (${code})`}`,
  );
}
