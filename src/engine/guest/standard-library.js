/*
 * What formulas find beside the language (docs/formulas.md, domain.md 4.12). It is evaluated in QuickJS, which knows neither time
 * zones nor text encodings. The thread outside gives it three functions:
 *   __random(count)            that many random bytes, as an ArrayBuffer
 *   __now()                    milliseconds since 1970
 *   __zone_offset(zone, ms)    how many minutes the zone is ahead of UTC at that moment; null when there is no such zone
 * All else depends on the arguments alone. No message repeats a value: it may be one that a mask hides.
 */
const host = { random: __random, now: __now, zoneOffset: __zone_offset };

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** In characters; a longer text is no number that anybody means. */
const LONGEST_NUMBER = 400;

const isNothing = (value) => value === null || value === undefined;
const isEmpty = (value) => isNothing(value) || value === '';
const nameOf = (value) => (Array.isArray(value) ? 'a list' : value === null ? 'null' : `of type ${typeof value}`);

function textOf(name, value) {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return `${value}`;
  throw new TypeError(`${name}: it needs a text, and was given something that is ${nameOf(value)}`);
}

function wholeNumber(name, what, value) {
  if (Number.isSafeInteger(value)) return value;
  throw new TypeError(`${name}: ${what} must be a whole number`);
}

/* ---- characters ---- */

/** Python's `field[start:stop:step]`, by characters. */
function extract_chars(field, start = 0, stop = null, step = null) {
  if (isNothing(field)) return null;
  const all = Array.isArray(field) ? field : [...textOf('extract_chars', field)];
  const by = wholeNumber('extract_chars', 'step', step ?? 1);
  if (by === 0) throw new RangeError('extract_chars: step must not be 0');
  const [lowest, highest] = by > 0 ? [0, all.length] : [-1, all.length - 1];
  const place = (what, index, otherwise) => {
    if (isNothing(index)) return otherwise;
    const at = wholeNumber('extract_chars', what, index);
    return at < 0 ? Math.max(at + all.length, lowest) : Math.min(at, highest);
  };
  const from = place('start', start, by > 0 ? lowest : highest);
  const to = place('stop', stop, by > 0 ? highest : lowest);
  const taken = [];
  for (let i = from; by > 0 ? i < to : i > to; i += by) taken.push(all[i]);
  return Array.isArray(field) ? taken : taken.join('');
}

function extract_digits(text) {
  return isNothing(text) ? null : textOf('extract_digits', text).replace(/[^0-9]/g, '');
}

const pad_left = (value, width, fill = ' ') => padded('pad_left', 'padStart', value, width, fill);
const pad_right = (value, width, fill = ' ') => padded('pad_right', 'padEnd', value, width, fill);

function padded(name, method, value, width, fill) {
  if (isNothing(value)) return null;
  if (typeof fill !== 'string' || fill === '') throw new TypeError(`${name}: fill must be a text`);
  return textOf(name, value)[method](wholeNumber(name, 'width', width), fill);
}

/** A word begins at the start, behind a space, a hyphen, a slash or a bracket, and behind the apostrophe of O'Neil. */
const WORD_START = /(^|[\s\-/(]|(?<=(?:^|[\s\-/(])\p{L})['’])\p{L}/gu;

function title_case(text) {
  if (isNothing(text)) return null;
  return textOf('title_case', text)
    .toLowerCase()
    .replace(WORD_START, (start) => start.toUpperCase());
}

/** Letters that Unicode does not take apart. */
const PLAIN_LETTERS = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
};

function strip_accents(text) {
  if (isNothing(text)) return null;
  return textOf('strip_accents', text)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßẞæÆœŒøØłŁđĐðÐþÞı]/g, (letter) => PLAIN_LETTERS[letter])
    .normalize('NFC');
}

/* ---- numbers ---- */

/** A number as it is written: sign, digits and a power of ten. 1.005 is 1005 and -3, whatever is nearest to it in binary. */
function decimalOf(name, value) {
  const text = textOf(name, value).trim();
  const parts = text.length <= LONGEST_NUMBER && /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i.exec(text);
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts || [];
  if (!parts || whole + fraction === '') throw new TypeError(`${name}: this is no decimal number`);
  return {
    sign: sign === '-' ? '-' : '',
    digits: BigInt(whole + fraction),
    exponent: Number(exponent) - fraction.length,
  };
}

const numberOf = (sign, digits, exponent) => (digits === 0n ? 0 : Number(`${sign}${digits}e${exponent}`));

function percent_to_decimal(percent) {
  if (isEmpty(percent)) return null;
  const bare = typeof percent === 'string' ? percent.replace(/\s*%\s*$/, '') : percent;
  const { sign, digits, exponent } = decimalOf('percent_to_decimal', bare);
  return numberOf(sign, digits, exponent - 2);
}

/** Half away from zero, as in Python's ROUND_HALF_UP. */
function round_half_up(number, places = 2) {
  if (isEmpty(number)) return null;
  const { sign, digits, exponent } = decimalOf('round_half_up', number);
  const to = wholeNumber('round_half_up', 'places', places);
  if (Math.abs(to) > 100) throw new RangeError('round_half_up: places must be from -100 to 100');
  if (exponent >= -to) return numberOf(sign, digits, exponent);
  const unit = 10n ** BigInt(-to - exponent);
  return numberOf(sign, (digits + unit / 2n) / unit, -to);
}

/* ---- counting ---- */

/** Counts up; with or without `new`. */
function IndexGenerator(start = 0) {
  let coming = wholeNumber('IndexGenerator', 'start', start);
  const generator = {
    /** What was given last; null before the first. */
    last: null,
    next() {
      generator.last = coming++;
      return generator.last;
    },
  };
  return generator;
}

/** The next index of an IndexGenerator, or the next value of any iterator; `otherwise` once there is none. */
function next(generator, ...otherwise) {
  if (typeof generator?.next !== 'function') throw new TypeError('next: it needs an IndexGenerator or an iterator');
  const given = generator.next();
  if (given === null || typeof given !== 'object' || !('done' in given)) return given;
  if (!given.done) return given.value;
  if (otherwise.length > 0) return otherwise[0];
  throw new RangeError('next: the iterator has ended');
}

/* ---- dates ---- */

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const short = (name) => name.slice(0, 3);
const digits = (number, width) => `${number}`.padStart(width, '0');
const indexIn = (names, text) =>
  names.findIndex((name) => short(name).toLowerCase() === text.slice(0, 3).toLowerCase());
const oneOf = (names) => names.join('|');

/*
 * What a directive becomes (`write`, the number of digits in `width`), what it matches, and what of a date it sets (`read`). A date
 * is a wall clock's: `at` in milliseconds as if it were in UTC, and `offset` in minutes, or null when nobody said.
 */
const directives = {
  Y: {
    width: 4,
    write: ({ wall }) => wall.getUTCFullYear(),
    match: '\\d{4}',
    read: (text, f) => {
      f.year = +text;
    },
  },
  y: {
    width: 2,
    write: ({ wall }) => wall.getUTCFullYear() % 100,
    match: '\\d{2}',
    // As POSIX says: 69 to 99 are of the last century.
    read: (text, f) => {
      f.year = +text + (+text < 69 ? 2000 : 1900);
    },
  },
  m: {
    width: 2,
    write: ({ wall }) => wall.getUTCMonth() + 1,
    match: '\\d{1,2}',
    read: (text, f) => {
      f.month = +text;
    },
  },
  d: {
    width: 2,
    write: ({ wall }) => wall.getUTCDate(),
    match: '\\d{1,2}',
    read: (text, f) => {
      f.day = +text;
    },
  },
  H: {
    width: 2,
    write: ({ wall }) => wall.getUTCHours(),
    match: '\\d{1,2}',
    read: (text, f) => {
      f.hour = +text;
    },
  },
  I: {
    width: 2,
    write: ({ wall }) => wall.getUTCHours() % 12 || 12,
    match: '\\d{1,2}',
    read: (text, f) => {
      f.hour12 = +text;
    },
  },
  M: {
    width: 2,
    write: ({ wall }) => wall.getUTCMinutes(),
    match: '\\d{1,2}',
    read: (text, f) => {
      f.minute = +text;
    },
  },
  S: {
    width: 2,
    write: ({ wall }) => wall.getUTCSeconds(),
    match: '\\d{1,2}',
    read: (text, f) => {
      f.second = +text;
    },
  },
  f: {
    width: 6,
    write: ({ wall }) => wall.getUTCMilliseconds() * 1000,
    match: '\\d{1,6}',
    read: (text, f) => {
      f.millisecond = Math.floor(+text.padEnd(6, '0') / 1000);
    },
  },
  j: {
    width: 3,
    write: ({ wall }) => Math.floor((wall - utc(wall.getUTCFullYear(), 1, 1)) / DAY_MS) + 1,
    match: '\\d{1,3}',
    read: (text, f) => {
      f.dayOfYear = +text;
    },
  },
  p: {
    write: ({ wall }) => (wall.getUTCHours() < 12 ? 'AM' : 'PM'),
    match: 'AM|PM',
    read: (text, f) => {
      f.half = text.toUpperCase();
    },
  },
  B: {
    write: ({ wall }) => MONTHS[wall.getUTCMonth()],
    match: oneOf(MONTHS),
    read: (text, f) => {
      f.month = indexIn(MONTHS, text) + 1;
    },
  },
  b: {
    write: ({ wall }) => short(MONTHS[wall.getUTCMonth()]),
    match: oneOf(MONTHS.map(short)),
    read: (text, f) => {
      f.month = indexIn(MONTHS, text) + 1;
    },
  },
  A: { write: ({ wall }) => DAYS[wall.getUTCDay()], match: oneOf(DAYS), read() {} },
  a: { write: ({ wall }) => short(DAYS[wall.getUTCDay()]), match: oneOf(DAYS.map(short)), read() {} },
  u: { width: 1, write: ({ wall }) => wall.getUTCDay() || 7, match: '[1-7]', read() {} },
  w: { width: 1, write: ({ wall }) => wall.getUTCDay(), match: '[0-6]', read() {} },
  z: {
    write: ({ offset }) => (offset === null ? '' : offsetText(offset)),
    match: 'Z|[+-]\\d{2}:?\\d{2}',
    read: (text, f) => {
      f.offset = offsetOfText(text);
    },
  },
};

function offsetText(offset) {
  const minutes = Math.round(Math.abs(offset));
  return `${offset < 0 ? '-' : '+'}${digits(Math.floor(minutes / 60), 2)}${digits(minutes % 60, 2)}`;
}

function offsetOfText(text) {
  if (text.length === 1) return 0;
  return (text[0] === '-' ? -1 : 1) * (+text.slice(1, 3) * 60 + +text.slice(-2));
}

/** Milliseconds; unlike Date.UTC, it takes the year 26 for the year 26. */
const utc = (year, month, day, ...time) => {
  const date = new Date(Date.UTC(2000, 0, 1, ...time));
  return date.setUTCFullYear(year, month - 1, day + date.getUTCDate() - 1);
};

const partsOf = new Map();

/** A format as texts and directives. */
function readFormat(name, format) {
  if (typeof format !== 'string') throw new TypeError(`${name}: a format must be a text`);
  const known = partsOf.get(format);
  if (known) return known;
  const parts = [];
  const spelt = format.replace(/%([FT%])/g, (_, letter) => ({ F: '%Y-%m-%d', T: '%H:%M:%S', '%': '%%' })[letter]);
  for (const [, text, dash, letter] of spelt.matchAll(/([^%]+)|%(-?)(.?)/gsu)) {
    if (text !== undefined || letter === '%') {
      parts.push({ text: text ?? '%' });
      continue;
    }
    const directive = Object.hasOwn(directives, letter) ? directives[letter] : null;
    if (!directive) {
      const all = Object.keys(directives)
        .map((one) => `%${one}`)
        .join(' ');
      throw new RangeError(`${name}: a format cannot have %${dash}${letter}; it may have ${all} %F %T %%`);
    }
    parts.push({ letter, directive, bare: dash === '-' });
  }
  partsOf.set(format, parts);
  return parts;
}

const write = (name, format, date) =>
  readFormat(name, format)
    .map(({ text, directive, bare }) => {
      if (!directive) return text;
      const written = directive.write(date);
      return bare || !directive.width ? `${written}` : digits(written, directive.width);
    })
    .join('');

/** What a text says, as a wall clock's date. */
function read(name, text, format) {
  if (typeof text !== 'string')
    throw new TypeError(`${name}: it needs a text, and was given something that is ${nameOf(text)}`);
  const parts = readFormat(name, format);
  let pattern = '';
  for (const part of parts) {
    if (part.directive) pattern += `(${part.directive.match})`;
    else pattern += part.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+');
  }
  const found = new RegExp(`^${pattern}$`, 'i').exec(text);
  if (!found) throw new RangeError(`${name}: the text does not look like ${format}`);
  const fields = { year: 1900, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0, offset: null };
  let at = 0;
  for (const { directive } of parts) if (directive) directive.read(found[++at], fields);
  return dateOf(fields) ?? refuseDate(name, format);
}

function refuseDate(name, format) {
  throw new RangeError(`${name}: the text looks like ${format}, but there is no such date or time`);
}

/** Null when there is no such date. */
function dateOf({ year, month, day, hour, hour12, half, minute, second, millisecond, dayOfYear, offset }) {
  if (hour12 !== undefined && (hour12 < 1 || hour12 > 12)) return null;
  const hours = hour12 === undefined ? hour : (hour12 % 12) + (half === 'PM' ? 12 : 0);
  if (hours > 23 || minute > 59 || second > 59) return null;
  const time = [hours, minute, second, millisecond];
  if (dayOfYear !== undefined) {
    const wall = new Date(utc(year, 1, dayOfYear, ...time));
    return dayOfYear >= 1 && wall.getUTCFullYear() === year ? { wall, offset } : null;
  }
  const wall = new Date(utc(year, month, day, ...time));
  return wall.getUTCMonth() + 1 === month && wall.getUTCDate() === day ? { wall, offset } : null;
}

function zoneOffset(name, zone, at) {
  if (zone === 'UTC') return 0;
  const offset = typeof zone === 'string' && zone !== '' ? host.zoneOffset(zone, at) : null;
  if (offset !== null) return offset;
  throw new RangeError(
    `${name}: there is no time zone ${JSON.stringify(zone)}; use a name such as Europe/Zurich or UTC`,
  );
}

/** The moment at which a zone's wall clock shows this. What it shows twice is meant the first time; what it skips, as before. */
function momentOf(name, { wall, offset }, zone) {
  const shown = wall.getTime();
  if (offset !== null) return shown - offset * MINUTE_MS;
  const before = zoneOffset(name, zone, shown - DAY_MS);
  const after = zoneOffset(name, zone, shown + DAY_MS);
  for (const candidate of [before, after]) {
    const moment = shown - candidate * MINUTE_MS;
    if (zoneOffset(name, zone, moment) === candidate) return moment;
  }
  return shown - before * MINUTE_MS;
}

function millisecondsOf(name, date) {
  const at = date instanceof Date ? date.getTime() : date;
  if (typeof at === 'number' && Math.abs(at) <= 8.64e15 - DAY_MS) return at;
  throw new TypeError(`${name}: it needs a Date or milliseconds; parse_date makes a Date of a text`);
}

function format_date(date, format = '%Y-%m-%d', timezone = 'UTC') {
  if (isNothing(date)) return null;
  const at = millisecondsOf('format_date', date);
  const offset = zoneOffset('format_date', timezone, at);
  return write('format_date', format, { wall: new Date(at + offset * MINUTE_MS), offset });
}

function parse_date(text, format = '%Y-%m-%d', timezone = 'UTC') {
  if (isEmpty(text)) return null;
  return new Date(momentOf('parse_date', read('parse_date', text, format), timezone));
}

function get_current_date_string(timezone, date_format = '%Y-%m-%d') {
  const at = host.now();
  const offset = zoneOffset('get_current_date_string', timezone, at);
  return write('get_current_date_string', date_format, { wall: new Date(at + offset * MINUTE_MS), offset });
}

function convert_date_string(text, in_format, out_format = '%Y-%m-%d') {
  if (isEmpty(text)) return null;
  return write('convert_date_string', out_format, read('convert_date_string', text, in_format));
}

function add_days(date, days) {
  if (isNothing(date)) return null;
  return new Date(millisecondsOf('add_days', date) + wholeNumber('add_days', 'days', days) * DAY_MS);
}

/** A month's last day at the most: a month after January 31 is February 28 or 29. */
function add_months(date, months) {
  if (isNothing(date)) return null;
  const from = new Date(millisecondsOf('add_months', date));
  const day = from.getUTCDate();
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(from.getUTCMonth() + wholeNumber('add_months', 'months', months));
  const last = new Date(utc(to.getUTCFullYear(), to.getUTCMonth() + 2, 0)).getUTCDate();
  to.setUTCDate(Math.min(day, last));
  return to;
}

/* ---- ids ---- */

/** A random UUID (RFC 9562, version 4). */
function uuid() {
  const bytes = new Uint8Array(host.random(16));
  if (bytes.length !== 16) throw new Error('uuid: there are no random numbers');
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/* ---- bytes ---- */

function utf8_encode(text) {
  if (isNothing(text)) return null;
  const bytes = [];
  for (const character of textOf('utf8_encode', text).toWellFormed()) {
    const code = character.codePointAt(0);
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return new Uint8Array(bytes);
}

const tail = (code) => 0x80 | (code & 0x3f);

/** How many bytes follow a first one, which bits of it count, and from which character on that form is right. */
const FORMS = [
  { follow: 1, mask: 0xe0, is: 0xc0, least: 0x80 },
  { follow: 2, mask: 0xf0, is: 0xe0, least: 0x800 },
  { follow: 3, mask: 0xf8, is: 0xf0, least: 0x10000 },
];

/** A byte order mark at the beginning is dropped. */
function utf8_decode(bytes) {
  if (isNothing(bytes)) return null;
  const all = bytesOf('utf8_decode', bytes);
  const characters = [];
  for (let i = 0; i < all.length; i++) {
    const first = all[i];
    if (first < 0x80) {
      characters.push(String.fromCharCode(first));
      continue;
    }
    const at = i;
    const form = FORMS.find(({ mask, is }) => (first & mask) === is);
    let code = form ? first & ~form.mask & 0xff : -1;
    for (let left = form?.follow ?? 0; left > 0; left--) {
      i += 1;
      code = (all[i] & 0xc0) === 0x80 ? (code << 6) | (all[i] & 0x3f) : -1;
      if (code < 0) break;
    }
    if (code < (form?.least ?? 0) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
      throw new RangeError(`utf8_decode: the byte at ${at} begins no UTF-8 character`);
    }
    if (code !== 0xfeff || at > 0) characters.push(String.fromCodePoint(code));
  }
  return characters.join('');
}

function bytesOf(name, value) {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw new TypeError(`${name}: it needs bytes (Uint8Array), and was given something that is ${nameOf(value)}`);
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64_VALUES = new Map([...[...BASE64].entries()].map(([value, letter]) => [letter, value]));
BASE64_VALUES.set('-', 62).set('_', 63);

/** Of a text, its UTF-8. */
function base64_encode(value) {
  if (isNothing(value)) return null;
  const bytes = typeof value === 'string' ? utf8_encode(value) : bytesOf('base64_encode', value);
  const letters = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const three = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    letters.push(
      BASE64[three >> 18],
      BASE64[(three >> 12) & 63],
      i + 1 < bytes.length ? BASE64[(three >> 6) & 63] : '=',
      i + 2 < bytes.length ? BASE64[three & 63] : '=',
    );
  }
  return letters.join('');
}

/** Takes the URL alphabet too, line breaks, and a missing end. */
function base64_decode_bytes(text) {
  if (isNothing(text)) return null;
  if (typeof text !== 'string') throw new TypeError('base64_decode: it needs a text');
  const letters = text.replace(/\s+/g, '').replace(/={1,2}$/, '');
  if (letters.length % 4 === 1) throw new RangeError('base64_decode: the text is cut off');
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < letters.length; i++) {
    const value = BASE64_VALUES.get(letters[i]);
    if (value === undefined) throw new RangeError(`base64_decode: the character at ${i} is not of Base64`);
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
  }
  return bytes;
}

const base64_decode = (text) => utf8_decode(base64_decode_bytes(text));

/* ---- names ---- */

const data_utils = Object.freeze({
  extract_chars,
  extract_digits,
  percent_to_decimal,
  round_half_up,
  get_current_date_string,
  convert_date_string,
  IndexGenerator,
});

function import_helper(name) {
  if (name === 'data_utils') return data_utils;
  throw new RangeError(`import_helper: there is no helper ${JSON.stringify(name)}; there is "data_utils"`);
}

const names = {
  ...data_utils,
  data_utils,
  import_helper,
  next,
  format_date,
  parse_date,
  add_days,
  add_months,
  uuid,
  pad_left,
  pad_right,
  title_case,
  strip_accents,
  base64_encode,
  base64_decode,
  base64_decode_bytes,
  utf8_encode,
  utf8_decode,
};
// As the language's own: a formula may have variables of these names.
for (const [name, value] of Object.entries(names)) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}
