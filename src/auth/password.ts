import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';

/** argon2id with the library's parameters, which are OWASP's first recommendation. */
export const hashPassword = (password: string): Promise<string> => hash(password);

/** 120 bits, in letters that can be typed anywhere. */
export const randomPassword = (): string => randomBytes(15).toString('base64url');
