// Generated from the catalog by `npm run codegen`. Do not edit.

export const Circle = {
  type: 'object',
  required: ['kind', 'radius'],
  properties: { kind: { const: 'circle' }, radius: { type: 'number' } },
  additionalProperties: false,
} as const;

export const Square = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: 'square' }, side: { type: 'number', default: 1 } },
  additionalProperties: false,
} as const;

export const Figure = { description: 'One of them.', anyOf: [Circle, Square] } as const;
