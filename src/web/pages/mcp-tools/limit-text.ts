import type { Limits } from '../../../mcp/registry.js';

/** An operation's limits as the catalog says them: `arguments of 1 MB, an answer of 900 KB, 30 s, 120 calls a minute`. */
export const limitText = ({ request, response, time, rate }: Limits): string =>
  `arguments of ${sizeText(request)}, an answer of ${sizeText(response)}, ${timeText(time)}, ${rate} calls a minute`;

const UNITS = ['B', 'KB', 'MB', 'GB'];

/** In the largest unit, of 1024 each, that needs no more than one digit behind the point. */
function sizeText(bytes: number): string {
  let [size, unit] = [bytes, 0];
  while (size >= 1024 && unit < UNITS.length - 1) [size, unit] = [size / 1024, unit + 1];
  return `${Number(size.toFixed(1))} ${UNITS[unit]}`;
}

function timeText(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds} ms`;
  const seconds = milliseconds / 1000;
  return seconds >= 120 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
