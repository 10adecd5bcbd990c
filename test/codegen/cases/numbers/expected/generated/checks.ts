// Generated from the catalog by `npm run codegen`. Do not edit.
import type { z } from 'zod';

/** JSON Schema's integers: any number without a fraction, however large. */
export function integer(payload: z.core.ParsePayload<number>): void {
  if (Number.isInteger(payload.value)) return;
  payload.issues.push({ code: 'invalid_type', expected: 'int', input: payload.value });
}

/** Divides as validators of JSON Schema do. */
export function multipleOf(divisor: number): (payload: z.core.ParsePayload<number>) => void {
  return (payload) => {
    const quotient = payload.value / divisor;
    if (quotient === Number.parseInt(String(quotient), 10)) return;
    payload.issues.push({ code: 'not_multiple_of', origin: 'number', divisor, input: payload.value });
  };
}
