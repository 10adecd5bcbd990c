import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, in letters that fit into cookies, links and headers. */
export const makeSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret. It has 256 random bits, so a plain digest cannot be reversed, and a slow one protects no better. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
