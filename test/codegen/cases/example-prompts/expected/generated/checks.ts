// Generated from the catalog by `npm run codegen`. Do not edit.
import type { z } from 'zod';

/** JSON Schema's integers: any number without a fraction, however large. */
export function integer(payload: z.core.ParsePayload<number>): void {
  if (Number.isInteger(payload.value)) return;
  payload.issues.push({ code: 'invalid_type', expected: 'int', input: payload.value });
}
