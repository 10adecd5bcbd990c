import type { Certificates } from '../network/outlet.js';
import type { SettingField, Settings } from './adapter.js';
import { AdapterFailure } from './adapter-failure.js';
import { certificateProblems, serverCertificate } from './certificate.js';
import { hostProblems } from './host.js';

/** The configuration of HTTP, and of what is built on it (domain.md 5.2). */
export const httpFields = {
  host: { type: 'string', title: 'Host', required: true },
  port: { type: 'integer', title: 'Port', initial: 443, minimum: 1, maximum: 65535 },
  tls: { type: 'boolean', title: 'TLS (https)', initial: true },
  username: { type: 'string', title: 'User name for Basic authentication' },
  password: { type: 'string', title: 'Password for Basic authentication', secret: true },
  server_certificate: serverCertificate,
  client_certificate: { type: 'string', title: 'Client certificate (PEM)', lines: true },
  client_key: { type: 'string', title: 'Key of the client certificate (PEM)', secret: true, lines: true },
  client_pfx: {
    type: 'string',
    title: 'Client certificate and key (PKCS #12 without a password, base64)',
    secret: true,
    lines: true,
  },
  timeout_seconds: {
    type: 'integer',
    title: 'Seconds that a whole call may take',
    initial: 60,
    minimum: 1,
    maximum: 120,
  },
} as const satisfies Readonly<Record<string, SettingField>>;

export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  /** `https://host:port`, without a slash. */
  readonly origin: string;
  readonly credentials: readonly [user: string, password: string] | null;
  /** Null when the configuration has none. */
  readonly certificates: Certificates | null;
  readonly timeoutMs: number;
}

/** A run calls with the same settings again and again. */
const known = new WeakMap<Settings, HttpSettings>();

/**
 * @param settings that fit their fields
 * @throws AdapterFailure
 */
export function httpSettings(settings: Settings): HttpSettings {
  const read = known.get(settings) ?? readSettings(settings);
  known.set(settings, read);
  return read;
}

function readSettings(settings: Settings): HttpSettings {
  // It can come from `__adapter_config__`, where each setting was looked at alone.
  const [problem] = hostProblems(settings.host as string);
  if (problem) throw new AdapterFailure('INVALID_REQUEST', `${problem}.`);
  const text = (name: keyof typeof httpFields) => (settings[name] as string | null | undefined) || null;
  const [host, port, tls] = [settings.host as string, settings.port as number, settings.tls as boolean];
  const username = text('username');
  const url = new URL(
    `${tls ? 'https' : 'http'}://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`,
  );
  return {
    host: url.hostname,
    port,
    origin: url.origin,
    credentials: username === null ? null : [username, text('password') ?? ''],
    certificates: certificatesOf(text),
    timeoutMs: (settings.timeout_seconds as number) * 1000,
  };
}

/** Basic authentication sends the password in base64, together with the user's name. */
export function httpSecretsSent({ username, password }: Settings): string[] {
  return username && password ? [Buffer.from(`${username}:${password}`).toString('base64')] : [];
}

/** What is wrong with settings that fit their fields one by one. */
export function httpProblems(settings: Settings): string[] {
  const problems = hostProblems(settings.host as string);
  const given = (name: keyof typeof httpFields) => Boolean(settings[name]);
  if (given('password') && !given('username')) problems.push('password: there is no username that it belongs to');
  if (given('client_certificate') !== given('client_key') && !given('client_pfx')) {
    problems.push('client_certificate, client_key: one needs the other');
  }
  if (given('client_pfx') && given('client_certificate')) {
    problems.push('client_pfx: give this or client_certificate with client_key, not both');
  }
  if (!settings.tls && (given('client_certificate') || given('client_pfx') || given('server_certificate'))) {
    problems.push('tls: certificates are of no use without it');
  }
  return [
    ...problems,
    ...certificateProblems('server_certificate', settings.server_certificate, 'certificate'),
    ...certificateProblems('client_certificate', settings.client_certificate, 'certificate'),
    ...certificateProblems('client_key', settings.client_key, 'key'),
    ...certificateProblems('client_pfx', settings.client_pfx, 'pfx'),
  ];
}

function certificatesOf(text: (name: keyof typeof httpFields) => string | null): Certificates | null {
  const [ca, cert, key, pfx] = [
    text('server_certificate'),
    text('client_certificate'),
    text('client_key'),
    text('client_pfx'),
  ];
  if (!ca && !cert && !pfx) return null;
  return {
    ...(ca && { ca }),
    ...(cert && key && { cert, key }),
    ...(pfx && { pfx: Buffer.from(pfx, 'base64') }),
  };
}
