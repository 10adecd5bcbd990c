/** A text as both databases can store it: PostgreSQL knows no NUL, and UTF-8 no half of a surrogate pair. */
export const storable = (text: string): string => text.replace(UNSTORABLE, '\ufffd');

const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** A row of which every text can be stored. */
export const storableRow = <Row extends object>(row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === 'string' ? storable(value) : value]),
  ) as Row;
