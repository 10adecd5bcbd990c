/** What the formulas' standard library (guest/standard-library.js) defines. A run whose formulas name none of it goes without. */
export const LIBRARY_NAMES: ReadonlySet<string> = new Set([
  'IndexGenerator',
  'add_days',
  'add_months',
  'base64_decode',
  'base64_decode_bytes',
  'base64_encode',
  'convert_date_string',
  'data_utils',
  'extract_chars',
  'extract_digits',
  'format_date',
  'get_current_date_string',
  'import_helper',
  'next',
  'pad_left',
  'pad_right',
  'parse_date',
  'percent_to_decimal',
  'round_half_up',
  'strip_accents',
  'title_case',
  'utf8_decode',
  'utf8_encode',
  'uuid',
]);

const ANY_LIBRARY_NAME = new RegExp(`\\b(${[...LIBRARY_NAMES].join('|')})\\b`);

/** By these a formula can come to a name that it does not spell. */
const ANY_NAME = /\b(globalThis|eval|Function|constructor|this)\b/;

/** Whether a formula may use the standard library. */
export const usesLibrary = (names: readonly string[], source: string): boolean =>
  ANY_NAME.test(source) || names.some((name) => LIBRARY_NAMES.has(name));

/** The same of code of which the names are not known. */
export const mayUseLibrary = (source: string): boolean => ANY_NAME.test(source) || ANY_LIBRARY_NAME.test(source);
