// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from './checks.js';

/** The file's name. */
export type Name = string;

export const Name: z.ZodType<Name> = z.string().check(checks.minLength(1));
