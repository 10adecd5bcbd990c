/** Says where a file comes from. Without a date or a version, so that it changes only when the catalog does. */
export const BANNER = 'Generated from the catalog by `npm run codegen`. Do not edit.';
