import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { SettingField } from './adapter.js';

/** Whom to trust, of an adapter that speaks TLS. */
export const serverCertificate = {
  type: 'string',
  title: 'Certificates of the authority to trust instead of the public ones (PEM)',
  lines: true,
} as const satisfies SettingField;

type Kind = 'certificate' | 'key' | 'pfx';

const KINDS: Readonly<Record<Kind, { readonly name: string; read(text: string): unknown }>> = {
  certificate: { name: 'a certificate in PEM', read: (text) => new X509Certificate(text) },
  key: { name: 'a key in PEM without a password', read: (text) => createPrivateKey(text) },
  pfx: {
    name: 'a PKCS #12 file in base64 without a password',
    read: (text) => createSecureContext({ pfx: Buffer.from(text, 'base64') }),
  },
};

/** Why a setting is not what it should be, as a list of one `name: why`; an empty list where it is, or is not set. */
export function certificateProblems(name: string, value: unknown, kind: Kind): string[] {
  if (typeof value !== 'string' || value === '') return [];
  try {
    KINDS[kind].read(value);
    return [];
  } catch {
    // What OpenSSL says of it helps nobody, and could repeat a part of a secret.
    return [`${name}: this is not ${KINDS[kind].name}`];
  }
}
