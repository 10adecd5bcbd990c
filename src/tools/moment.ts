const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * A moment that somebody wrote in ISO 8601, in UTC to the millisecond; null when it is none. Without an offset it is UTC. A date
 * alone is its beginning or its end.
 */
export function parseMoment(text: string, dateAlone: 'beginning' | 'end'): string | null {
  const trimmed = text.trim();
  if (DATE.test(trimmed)) return isDate(trimmed) ? `${trimmed}T${TIMES[dateAlone]}Z` : null;
  const [, date = '', time = '', offset = 'Z'] = MOMENT.exec(trimmed) ?? [];
  if (!isDate(date)) return null;
  const moment = new Date(`${date}T${time}${normalOffset(offset)}`);
  // Years before 0 and after 9999 are written differently, and then in another order.
  return Number.isNaN(moment.getTime()) || !/^\d{4}-/.test(moment.toISOString()) ? null : moment.toISOString();
}

const TIMES = { beginning: '00:00:00.000', end: '23:59:59.999' } as const;

/** JavaScript takes the 30th of February for a day in March. */
function isDate(date: string): boolean {
  const moment = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date);
}

/** `+0200` and `+02` as JavaScript reads them. */
function normalOffset(offset: string): string {
  const [, sign, hours, minutes = '00'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  return sign ? `${sign}${hours}:${minutes}` : 'Z';
}
