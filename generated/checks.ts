// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** JSON Schema's integers: any number without a fraction, however large. */
export function integer(payload: z.core.ParsePayload<number>): void {
  if (Number.isInteger(payload.value)) return;
  payload.issues.push({ code: 'invalid_type', expected: 'int', input: payload.value });
}

/** An object with more properties than its schema names. zod looks past one called __proto__, which JSON may hold. */
export function open<Shape extends z.core.$ZodShape, Rest extends z.ZodType>(object: z.ZodObject<Shape>, rest: Rest): z.ZodPipe<z.ZodUnknown, z.ZodObject<Shape, z.core.$catchall<Rest>>> {
  return z
    .unknown()
    .check((payload) => {
      const { value } = payload;
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '__proto__')) return;
      const result = rest.safeParse(Reflect.get(value, '__proto__'));
      for (const issue of result.error?.issues ?? []) {
        const path = ['__proto__', ...issue.path];
        payload.issues.push({ code: 'custom', message: issue.message, path, input: value });
      }
    })
    .pipe(object.catchall(rest));
}

/** No value twice. */
export function unique(payload: z.core.ParsePayload<unknown[]>): void {
  if (new Set(payload.value).size === payload.value.length) return;
  payload.issues.push({ code: 'custom', message: 'Must not hold the same value twice', input: payload.value });
}
