import type { SettingField, Settings } from './adapter.js';
import { certificateProblems, serverCertificate } from './certificate.js';
import { hostProblems } from './host.js';

/** The configuration of EMAIL_SMTP (domain.md 5.3). */
export const emailFields = {
  host: { type: 'string', title: 'Host', required: true },
  port: { type: 'integer', title: 'Port', initial: 587, minimum: 1, maximum: 65535 },
  tls_encrypt: {
    type: 'boolean',
    title: 'TLS (from the first byte on port 465, else STARTTLS, which must succeed)',
    initial: true,
  },
  authenticate: { type: 'boolean', title: 'Sign in', initial: false },
  auth_username: { type: 'string', title: 'User name' },
  auth_password: { type: 'string', title: 'Password', secret: true },
  server_certificate: serverCertificate,
  timeout_seconds: {
    type: 'integer',
    title: 'Seconds that sending one mail may take',
    initial: 60,
    minimum: 1,
    maximum: 120,
  },
} as const satisfies Readonly<Record<string, SettingField>>;

export interface EmailSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly credentials: { readonly user: string; readonly pass: string } | null;
  readonly ca: string | null;
  readonly timeoutMs: number;
}

/** @param settings checked */
export function emailSettings(settings: Settings): EmailSettings {
  return {
    host: (settings.host as string).replace(/^\[|\]$/g, ''),
    port: settings.port as number,
    tls: settings.tls_encrypt as boolean,
    credentials: settings.authenticate
      ? { user: settings.auth_username as string, pass: settings.auth_password as string }
      : null,
    ca: (settings.server_certificate as string | null) || null,
    timeoutMs: (settings.timeout_seconds as number) * 1000,
  };
}

/** What is wrong with settings that fit their fields one by one. */
export function emailProblems(settings: Settings): string[] {
  const problems = hostProblems(settings.host as string);
  for (const name of ['auth_username', 'auth_password']) {
    if (settings.authenticate && !settings[name]) problems.push(`${name}: authenticate needs it`);
  }
  return [...problems, ...certificateProblems('server_certificate', settings.server_certificate, 'certificate')];
}
