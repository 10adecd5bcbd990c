import type { LimitsEntry } from './catalog.js';
import type { Path } from './path.js';
import type { Problems } from './problem.js';
import { readRate, readSize, readTime } from './quantity.js';

const KINDS = {
  request: { read: readSize, expected: 'a size such as `900 KB` or `1 MB`' },
  response: { read: readSize, expected: 'a size such as `900 KB` or `1 MB`' },
  time: { read: readTime, expected: 'a time such as `500 ms`, `30 s` or `2 min`' },
  rate: { read: readRate, expected: 'a number of calls such as `120 / min`' },
} as const;

/** Checks that limits can be read. */
export function checkLimits(limits: LimitsEntry, path: Path, problems: Problems): void {
  for (const [name, { read, expected }] of Object.entries(KINDS)) {
    const text = limits[name as keyof LimitsEntry];
    if (text === undefined || read(text) !== undefined) continue;
    problems.atValue([...path, name], `\`${text}\` cannot be read; write ${expected}`);
  }
}

/** Checks that an operation has every limit, of its own or by default. */
export function checkAllLimits(limits: LimitsEntry, path: Path, problems: Problems): void {
  const missing = Object.keys(KINDS).filter((name) => limits[name as keyof LimitsEntry] === undefined);
  if (missing.length === 0) return;
  const names = missing.map((name) => `\`${name}\``).join(', ');
  problems.atKey(path, `there is no limit for ${names}: set it in \`limits\`, or for all tools in \`defaults.limits\``);
}
