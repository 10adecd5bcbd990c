// Generated from the catalog by `npm run codegen`. Do not edit.

export const Name = { type: 'string' } as const;
