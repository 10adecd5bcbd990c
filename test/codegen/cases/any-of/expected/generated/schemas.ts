// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

export type Circle = {
  kind: 'circle';
  radius: number;
};

export const Circle = z.strictObject({
  kind: z.literal('circle'),
  radius: z.number(),
}) satisfies z.ZodType<Circle>;

export type Square = {
  kind: 'square';
  side: number;
};

export const Square = z.strictObject({
  kind: z.literal('square'),
  side: z.number().default(1),
}) satisfies z.ZodType<Square>;

/** One of them. */
export type Figure = Circle | Square;

export const Figure: z.ZodType<Figure> = z.union([Circle, Square]);
