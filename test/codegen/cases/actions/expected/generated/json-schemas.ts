// Generated from the catalog by `npm run codegen`. Do not edit.

export const Name = { type: 'string', description: "The file's name.", minLength: 1 } as const;
