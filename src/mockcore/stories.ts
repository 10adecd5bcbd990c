/** An invented story, in the shape in which Hacker News describes them (domain.md 10.4). */
export interface Story {
  readonly id: number;
  readonly type: 'story';
  readonly by: string;
  /** Seconds since 1970. */
  readonly time: number;
  readonly title: string;
  readonly url: string;
  readonly score: number;
  /** Comments. */
  readonly descendants: number;
  readonly kids: readonly number[];
}

const COUNT = 500;
const NEWEST_ID = 40_000_000;
const NEWEST_AT = Date.UTC(2026, 0, 15, 12) / 1000;
const WHAT = [
  'A small database',
  'A faster parser',
  'An old compiler',
  'A quiet keyboard',
  'A tiny language',
  'A new proof',
];
const VERB = ['written in', 'explained with', 'rebuilt in', 'measured against', 'found inside'];
const THING = [
  'one file',
  'plain SQL',
  'a weekend',
  'ten lines',
  'a library from 1987',
  'a spreadsheet',
  'WebAssembly',
];
const AUTHORS = ['ada', 'barbara', 'claude_s', 'dorothy', 'edsger', 'frances', 'grace', 'hedy'];

/** As the service has it: the newest first, 500 at most. */
export const storyIds = (): number[] => Array.from({ length: COUNT }, (_, n) => NEWEST_ID - n);

/** Null where there is no such story. Always the same one for an id. */
export function story(id: number): Story | null {
  const n = NEWEST_ID - id;
  if (!Number.isInteger(n) || n < 0 || n >= COUNT) return null;
  const comments = (n * 13) % 60;
  return {
    id,
    type: 'story',
    by: AUTHORS[n % AUTHORS.length] as string,
    time: NEWEST_AT - n * 127,
    title: `${WHAT[n % WHAT.length]} ${VERB[n % VERB.length]} ${THING[n % THING.length]}`,
    url: `https://stories.example.com/${id}`,
    score: 1 + ((n * 7919) % 503),
    descendants: comments,
    kids: Array.from({ length: Math.min(comments, 5) }, (_, at) => id + 1_000_000 + at),
  };
}
