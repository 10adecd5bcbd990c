// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The file's name. */
export type Name = string;

export const Name: z.ZodType<Name> = z.string().min(1);
