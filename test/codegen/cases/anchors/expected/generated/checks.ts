// Generated from the catalog by `npm run codegen`. Do not edit.
import type { z } from 'zod';

/** Counts characters as JSON Schema does: a pair of surrogates is one. */
export function maxLength(maximum: number): (payload: z.core.ParsePayload<string>) => void {
  return (payload) => {
    const { value } = payload;
    if (value.length <= maximum || [...value].length <= maximum) return;
    payload.issues.push({ code: 'too_big', origin: 'string', maximum, inclusive: true, input: value });
  };
}
