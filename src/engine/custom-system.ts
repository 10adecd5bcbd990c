import { adapters } from '../adapters/adapters.js';

/** The engine's own system: another integration. */
export const CALLINT = 'CALLINT';

/** The system that a custom adapter's name makes: `acct-lookup (v2)` is ACCT_LOOKUP_V2 (domain.md 5.10). Empty for symbols only. */
export const systemOf = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase();

/** Whether the gateway has a system of its own of that name. */
export const isBuiltIn = (system: string): boolean => system === CALLINT || adapters.has(system);
