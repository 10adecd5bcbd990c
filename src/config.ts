import { resolve } from 'node:path';
import { ConfigError } from './config-error.js';
import type { TracingOptions } from './tracing/open-telemetry.js';
import { tracingConfig } from './tracing-config.js';

/** What the environment decides. The command line reads it, once; everything else is given this. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** A `postgres:` URL, or `sqlite:` and a path. */
  readonly databaseUrl: string;
  /** The same PostgreSQL, with nothing between that pools connections: who listens for news needs one to itself. Null on SQLite. */
  readonly listenUrl: string | null;
  /** How many connections to PostgreSQL this process keeps at the most; null: what its role needs. */
  readonly poolSize: number | null;
  /** Whether statements that come again and again are prepared on PostgreSQL once a connection. */
  readonly prepares: boolean;
  readonly role: Role;
  /** How many jobs a worker does at once: runs that nobody waits for, above all. */
  readonly jobsAtOnce: number;
  /** The origin that clients use, without a slash at the end; null for this machine's own. */
  readonly publicUrl: string | null;
  readonly logLevel: string;
  /** The keys that encrypt what is secret, each 32 bytes in base64, the newest first; none: those of the key file. */
  readonly encryptionKeys: readonly string[];
  readonly keyFile: string;
  /** The folder of the site's own files of the build helper; it need not be there. */
  readonly buildHelperDir: string;
  /** Hosts (`host` or `host:port`) that integrations may reach although they are on this machine or in a private network. */
  readonly allowedHosts: readonly string[];
  /** How many reverse proxies of ours stand in front; so many addresses of X-Forwarded-For are believed. */
  readonly proxies: number;
  /** How long an access token of the authorization server is good, in seconds. */
  readonly accessTokenSeconds: number;
  /** The hosts to which clients that register themselves may send people back; none: no client may register itself. */
  readonly registrationDomains: readonly string[];
  /** The hosts whose pages may describe a client; none: no client may be described so. */
  readonly metadataDomains: readonly string[];
  /** Where the gateway sends its own mails from; null: it sends none. */
  readonly mail: MailConfig | null;
  /** What whoever reads the metrics has to show; null: there are none. */
  readonly metricsToken: string | null;
  /** For how long the gateway still serves when it is told to stop, in seconds, while those who send requests find out. */
  readonly drainSeconds: number;
  /** Null: no traces. */
  readonly tracing: TracingOptions | null;
}

export interface MailConfig {
  /** `smtp:` or `smtps:`, with the user name and password in it. */
  readonly smtpUrl: string;
  readonly from: string;
}

/** What a process does: `web` serves requests, `worker` does the jobs that are queued, `all` does both. */
export const roles = ['web', 'worker', 'all'] as const;
export type Role = (typeof roles)[number];

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const dataDir = resolve(env.GATEWAY_DATA_DIR || 'data');
  const host = env.HOST || '127.0.0.1';
  const port = portOf(env.PORT || '3000');
  const databaseUrl = databaseUrlOf(env.DATABASE_URL || `sqlite:${resolve(dataDir, 'gateway.sqlite')}`);
  return Object.freeze({
    host,
    port,
    databaseUrl,
    listenUrl: databaseUrl.startsWith('sqlite:') ? null : listenUrlOf(env.GATEWAY_LISTEN_URL || databaseUrl),
    poolSize: env.GATEWAY_POOL_SIZE ? poolSizeOf(env.GATEWAY_POOL_SIZE) : null,
    prepares: preparesOf(env.GATEWAY_PREPARED || 'on'),
    role: roleOf(env.GATEWAY_ROLE || 'all', databaseUrl),
    jobsAtOnce: jobsAtOnceOf(env.GATEWAY_JOBS_AT_ONCE || '20'),
    publicUrl: env.GATEWAY_PUBLIC_URL ? publicUrlOf(env.GATEWAY_PUBLIC_URL) : null,
    logLevel: logLevelOf(env.GATEWAY_LOG_LEVEL || 'info'),
    encryptionKeys: listOf(env.GATEWAY_ENCRYPTION_KEYS),
    keyFile: resolve(env.GATEWAY_KEY_FILE || resolve(dataDir, 'encryption.key')),
    buildHelperDir: resolve(env.GATEWAY_BUILDHELPER_DIR || resolve(dataDir, 'buildhelper')),
    allowedHosts: listOf(env.GATEWAY_ALLOWED_HOSTS).map(allowedHostOf),
    proxies: proxiesOf(env.GATEWAY_PROXIES || '0'),
    accessTokenSeconds: secondsOf(env.GATEWAY_ACCESS_TOKEN_SECONDS || '3600'),
    registrationDomains: domainsOf('GATEWAY_CLIENT_REGISTRATION', env.GATEWAY_CLIENT_REGISTRATION),
    metadataDomains: domainsOf('GATEWAY_CLIENT_METADATA', env.GATEWAY_CLIENT_METADATA),
    mail: env.GATEWAY_SMTP_URL ? mailOf(env.GATEWAY_SMTP_URL, env.GATEWAY_MAIL_FROM ?? '') : null,
    metricsToken: env.GATEWAY_METRICS_TOKEN ? metricsTokenOf(env.GATEWAY_METRICS_TOKEN) : null,
    drainSeconds: drainSecondsOf(env.GATEWAY_DRAIN_SECONDS || '0'),
    tracing: tracingConfig(env),
  });
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new ConfigError(`PORT is "${text}"; it must be a whole number from 0 to 65535.`);
}

function databaseUrlOf(text: string): string {
  if (/^(postgres|postgresql):\/\/./.test(text) && URL.canParse(text)) return text;
  if (/^sqlite:./.test(text)) return `sqlite:${resolve(text.slice('sqlite:'.length))}`;
  // The value may hold a password, so it is not repeated.
  throw new ConfigError('DATABASE_URL must look like postgres://user:password@host:5432/name or sqlite:path/to/file.');
}

function listenUrlOf(text: string): string {
  if (/^(postgres|postgresql):\/\/./.test(text) && URL.canParse(text)) return text;
  throw new ConfigError('GATEWAY_LISTEN_URL must look like postgres://user:password@host:5432/name.');
}

/** @throws ConfigError */
export function roleOf(text: string, databaseUrl: string): Role {
  const role = roles.find((known) => known === text);
  if (!role)
    throw new ConfigError(`The role is "${text}"; it must be one of ${roles.join(', ')} (GATEWAY_ROLE, --role).`);
  if (role === 'all' || !databaseUrl.startsWith('sqlite:')) return role;
  throw new ConfigError(
    `The role is "${role}", but a gateway on SQLite does everything in one process: use PostgreSQL, or the role all.`,
  );
}

function jobsAtOnceOf(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= 200) return Number(text);
  throw new ConfigError(`GATEWAY_JOBS_AT_ONCE is "${text}"; it must be a whole number from 1 to 200.`);
}

function poolSizeOf(text: string): number {
  // With one, a transaction that needs another connection beside it would wait for itself.
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) >= 2 && Number(text) <= 500) return Number(text);
  throw new ConfigError(`GATEWAY_POOL_SIZE is "${text}"; it must be a whole number from 2 to 500.`);
}

function preparesOf(text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new ConfigError(`GATEWAY_PREPARED is "${text}"; it must be on or off.`);
}

function publicUrlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain = url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username;
  // Clients look for what is well-known at the root of a host, so the gateway must be there.
  if (plain && url.pathname === '/') return url.origin;
  throw new ConfigError(`GATEWAY_PUBLIC_URL is "${text}"; it must look like https://gateway.example.com.`);
}

function logLevelOf(text: string): string {
  if (LOG_LEVELS.includes(text)) return text;
  throw new ConfigError(`GATEWAY_LOG_LEVEL is "${text}"; it must be one of ${LOG_LEVELS.join(', ')}.`);
}

const listOf = (text = ''): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

function allowedHostOf(text: string): string {
  // A host name, an IPv4 address or an IPv6 address in brackets, and perhaps a port.
  if (/^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i.test(text)) return text.toLowerCase();
  throw new ConfigError(`GATEWAY_ALLOWED_HOSTS has "${text}"; it must look like core.bank.internal or 10.0.0.7:8443.`);
}

function proxiesOf(text: string): number {
  if (/^\d$/.test(text)) return Number(text);
  throw new ConfigError(`GATEWAY_PROXIES is "${text}"; it must be the number of reverse proxies in front, 0 to 9.`);
}

function secondsOf(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 86_400) return Number(text);
  throw new ConfigError(`GATEWAY_ACCESS_TOKEN_SECONDS is "${text}"; it must be a number of seconds from 1 to 86400.`);
}

function metricsTokenOf(text: string): string {
  if (/^[\w.~+/=-]{16,}$/.test(text)) return text;
  // The value is a secret, so it is not repeated.
  throw new ConfigError(
    'GATEWAY_METRICS_TOKEN must have at least 16 characters, letters, digits and any of . _ ~ + / = -',
  );
}

function drainSecondsOf(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) <= 300) return Number(text);
  throw new ConfigError(`GATEWAY_DRAIN_SECONDS is "${text}"; it must be a number of seconds from 0 to 300.`);
}

/** Somebody who switches a setting on or off where hosts are to be named would have switched it on for a host of that name. */
const SWITCH = /^(on|off|true|false|yes|no|none|\d+)$/i;

function domainsOf(name: string, text: string | undefined): string[] {
  return listOf(text).map((domain) => {
    if (!SWITCH.test(domain) && /^(\*\.)?[a-z\d-]+(\.[a-z\d-]+)*$/i.test(domain)) return domain.toLowerCase();
    throw new ConfigError(`${name} has "${domain}"; it must be hosts, like: localhost, claude.ai, *.example.com`);
  });
}

function mailOf(smtpUrl: string, from: string): MailConfig {
  // The value may hold a password, so it is not repeated.
  if (!/^smtps?:\/\/./.test(smtpUrl) || !URL.canParse(smtpUrl)) {
    throw new ConfigError('GATEWAY_SMTP_URL must look like smtp://user:password@mail.example.com:587.');
  }
  if (/^[^\r\n@]*[^\s@]@[^\s@]+$/.test(from)) return { smtpUrl, from };
  throw new ConfigError(
    `GATEWAY_MAIL_FROM is "${from}"; it must be the sender's address, gateway@example.com for example.`,
  );
}
