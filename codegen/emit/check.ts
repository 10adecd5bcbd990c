/**
 * What zod alone checks otherwise than JSON Schema does: pieces of source that `generated/checks.ts` is put together from,
 * each only when a validator uses it.
 */
export const CHECKS = {
  integer: `/** JSON Schema's integers: any number without a fraction, however large. */
export function integer(payload: z.core.ParsePayload<number>): void {
  if (Number.isInteger(payload.value)) return;
  payload.issues.push({ code: 'invalid_type', expected: 'int', input: payload.value });
}`,
  maxLength: `/** Counts characters as JSON Schema does: a pair of surrogates is one. */
export function maxLength(maximum: number): (payload: z.core.ParsePayload<string>) => void {
  return (payload) => {
    const { value } = payload;
    if (value.length <= maximum || [...value].length <= maximum) return;
    payload.issues.push({ code: 'too_big', origin: 'string', maximum, inclusive: true, input: value });
  };
}`,
  minLength: `/** Counts characters as JSON Schema does: a pair of surrogates is one. */
export function minLength(minimum: number): (payload: z.core.ParsePayload<string>) => void {
  return (payload) => {
    const { value } = payload;
    if (value.length >= 2 * minimum || [...value].length >= minimum) return;
    payload.issues.push({ code: 'too_small', origin: 'string', minimum, inclusive: true, input: value });
  };
}`,
  multipleOf: `/** Divides as validators of JSON Schema do. */
export function multipleOf(divisor: number): (payload: z.core.ParsePayload<number>) => void {
  return (payload) => {
    const quotient = payload.value / divisor;
    if (quotient === Number.parseInt(String(quotient), 10)) return;
    payload.issues.push({ code: 'not_multiple_of', origin: 'number', divisor, input: payload.value });
  };
}`,
  open: `/** An object with more properties than its schema names. zod looks past one that is called __proto__; JSON may hold it. */
export function open<T extends z.ZodObject>(object: T, rest: z.ZodType): z.ZodPipe<z.ZodUnknown, T> {
  return z
    .unknown()
    .check((payload) => {
      const { value } = payload;
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '__proto__')) return;
      const result = rest.safeParse((value as Record<string, unknown>).__proto__);
      for (const issue of result.error?.issues ?? []) {
        payload.issues.push({ code: 'custom', message: issue.message, path: ['__proto__', ...issue.path], input: value });
      }
    })
    .pipe(object);
}`,
  present: `/** Any value, but not none. */
export function present(payload: z.core.ParsePayload<unknown>): void {
  if (payload.value !== undefined) return;
  payload.issues.push({ code: 'custom', message: 'Required', input: undefined });
}`,
  unique: `/** No value twice. */
export function unique(payload: z.core.ParsePayload<unknown[]>): void {
  if (new Set(payload.value).size === payload.value.length) return;
  payload.issues.push({ code: 'custom', message: 'Must not hold the same value twice', input: payload.value });
}`,
} as const;

export type CheckName = keyof typeof CHECKS;
