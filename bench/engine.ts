import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { median, printTable, withSpread } from './measure.js';
import { markdownTable, report } from './report.js';
import type { Cost } from './servers/runs.js';

/*
 * What a run costs: microseconds of CPU time, of the main thread and of the pool, and how many there are a second; and how 1,000
 * calls in one run compare to the same requests made one after the other by undici alone. `BASE=DIR` names another checkout,
 * built (`npx tsc -p src`), that is measured beside this one: all are alternated within every round. The service that answers
 * is a process of its own.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 7);
const WANTED = 0.5;
const ONLY = process.env.ONLY ? new RegExp(process.env.ONLY) : /./;

interface Case {
  readonly name: string;
  readonly integration: string;
  readonly runs: number;
  readonly together: number;
}

const ITEMS = 1_000;
const cases: readonly Case[] = (
  [
    ['undici alone, a call', 'undici alone', ITEMS, 1],
    ['an empty run', 'empty', 100, 1],
    ['an empty run, no history', 'empty, no history', 100, 1],
    ['one call', 'one call', 100, 1],
    ['one call, 10 runs at a time', 'one call', 100, 10],
    ['two calls, 8 formulas', 'usual', 100, 1],
    ['the same, 10 runs at a time', 'usual', 100, 10],
    ['the same, no history', 'usual, no history', 100, 1],
    ['the same, with the standard library', 'usual, with the library', 100, 1],
    ['10 calls', '10 calls', 50, 1],
    [`${ITEMS} calls`, '1000 calls', 1, 1],
    [`${ITEMS} calls, no history`, '1000 calls, no history', 1, 1],
  ] as const
)
  .map(([name, integration, runs, together]) => ({ name, integration, runs, together }))
  .filter(({ name }) => ONLY.test(name));

function spawned(root: URL, program: string, args: readonly string[] = []): ChildProcess {
  return spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL(`bench/servers/${program}`, root)), ...args],
    {
      cwd: fileURLToPath(root),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
}

const here = new URL('..', import.meta.url);
const people = spawned(here, 'people.ts');
const [{ url }] = (await once(people, 'message')) as [{ url: string }];
const roots: readonly (readonly [string, URL])[] = [
  ...(process.env.BASE ? [['base', pathToFileURL(`${process.env.BASE}/`)] as const] : []),
  ['here', here],
];
const engines = await Promise.all(
  roots.map(async ([name, root]) => {
    const child = spawned(root, 'runs.ts', [url]);
    await once(child, 'message');
    return { name, child, costs: cases.map(() => [] as Cost[]) };
  }),
);

/** What one run of a case costs. */
async function measure(child: ChildProcess, { integration, runs, together }: Case): Promise<Cost> {
  child.send({ name: integration, runs, together });
  const [{ milliseconds, main, others }] = (await once(child, 'message')) as [Cost];
  const each = (value: number | null) => (value === null ? null : value / runs);
  return { milliseconds: milliseconds / runs, main: each(main), others: each(others) };
}

// Every thread of the pool has to compile what it runs often, so the first rounds warm up.
for (let round = -3; round < ROUNDS; round++) {
  for (const [i, one] of cases.entries()) {
    for (const { child, costs } of round % 2 ? engines : engines.toReversed()) {
      const cost = await measure(child, one);
      if (round >= 0) costs[i]?.push(cost);
    }
  }
}
for (const { child } of engines) child.disconnect();
people.kill();

const numbers = (costs: readonly Cost[], of: (cost: Cost) => number | null) =>
  costs.map((cost) => of(cost) ?? Number.NaN);
const total = ({ main, others }: Cost) => (main === null || others === null ? null : main + others);
const columns = [
  ['main thread, us', ({ main }: Cost) => main],
  ['other threads, us', ({ others }: Cost) => others],
  ['CPU in all, us', total],
  ['a second', ({ milliseconds }: Cost) => 1_000 / milliseconds],
] as const;
const [first] = engines;
const table = [
  ['', '', ...columns.map(([title]) => title), ...(engines.length > 1 ? ['CPU of base'] : [])],
  ...cases.flatMap(({ name }, i) =>
    engines.map((engine) => [
      name,
      engine.name,
      ...columns.map(([, of]) => withSpread(numbers(engine.costs[i] as Cost[], of))),
      ...(engines.length > 1
        ? [
            (
              median(numbers(engine.costs[i] as Cost[], total)) / median(numbers(first?.costs[i] as Cost[], total))
            ).toFixed(2),
          ]
        : []),
    ]),
  ),
];
printTable(table);
// The page has all cases, beside the engine that they are compared with.
if (!process.env.ONLY && engines.length > 1) report('engine', markdownTable(table));
const [alone, many] = ['undici alone', '1000 calls'].map(
  (wanted) => engines.at(-1)?.costs[cases.findIndex(({ integration }) => integration === wanted)],
);
if (alone && many) {
  // The times are those of a call and of a run of a thousand.
  const ratio = median(many.map(({ milliseconds }, i) => (ITEMS * (alone[i] as Cost).milliseconds) / milliseconds));
  console.log(
    `\n${ITEMS} calls in a run: ${ratio.toFixed(2)} of undici alone; at least ${WANTED.toFixed(2)} is wanted.`,
  );
  if (ratio < WANTED) process.exitCode = 1;
}
