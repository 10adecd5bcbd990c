import { randomBytes } from 'node:crypto';

/** argon2id with the library's parameters, which are OWASP's first recommendation. */
export async function hashPassword(password: string): Promise<string> {
  const { hash } = await import('@node-rs/argon2');
  return hash(password);
}

/** 120 bits, in letters that can be typed anywhere. */
export const randomPassword = (): string => randomBytes(15).toString('base64url');
