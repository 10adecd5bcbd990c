/*
 * How long the generator takes, from the start of its process to the end, beside openapi-typescript on as many operations
 * with the same schemas. Every tool is a copy of one of the project's own. `npm run bench:codegen`
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { catalogOf } from './catalog.js';
import { printTable, withSpread } from './measure.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = `${ROOT}bench/.generated/codegen`;
const PEER = `${ROOT}bench/node_modules/openapi-typescript/bin/cli.js`;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);

/** Tools, and the seconds that writing them into an empty folder, and checking them, may take. */
const BARS = [
  { tools: 100, seconds: 0.8 },
  { tools: 500, seconds: 1.3 },
];

/** The catalog's tools as operations: the input is the request's body, the output the response's. */
function openApiOf(catalog: string): string {
  const { schemas, tools } = parse(catalog) as {
    schemas: Record<string, unknown>;
    tools: Record<string, { title: string; description: string; input?: unknown; output?: unknown }>;
  };
  const content = (schema: unknown = { type: 'object' }) => ({ content: { 'application/json': { schema } } });
  const paths = Object.entries(tools).map(([name, { title, description, input, output }]) => [
    `/${name}`,
    {
      post: {
        operationId: name,
        summary: title,
        description,
        requestBody: { required: true, ...content(input) },
        responses: { 200: { description: title, ...content(output) } },
      },
    },
  ]);
  const document = {
    openapi: '3.1.0',
    info: { title: 'The same tools', version: '1' },
    paths: Object.fromEntries(paths),
    components: { schemas },
  };
  return stringify(document, { aliasDuplicateObjects: false }).replaceAll('#/schemas/', '#/components/schemas/');
}

/** Seconds from the start of a process to its end. */
function seconds(args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  const end = process.hrtime.bigint();
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed: ${stderr}`);
  return Number(end - start) / 1e9;
}

function measure(tools: number) {
  const folder = `${FOLDER}/${tools}`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const catalog = catalogOf(tools);
  writeFileSync(`${folder}/tools.yaml`, catalog);
  writeFileSync(`${folder}/openapi.yaml`, openApiOf(catalog));
  const own = ['dist/codegen/main.js', '--catalog', `${folder}/tools.yaml`, '--out', `${folder}/generated`];
  own.push('--handlers', '', '--docs', `${folder}/tools.md`);
  const peer = [PEER, `${folder}/openapi.yaml`, '-o', `${folder}/openapi.ts`];

  const times = { empty: [] as number[], write: [] as number[], check: [] as number[], peer: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rmSync(`${folder}/generated`, { recursive: true, force: true });
    times.empty.push(seconds(['-e', '0']));
    times.write.push(seconds(own));
    times.peer.push(seconds(peer));
    times.check.push(seconds([...own, '--check']));
  }
  return { ...times, kilobytes: Math.round(statSync(`${folder}/tools.yaml`).size / 1024) };
}

if (!existsSync(PEER)) spawnSync('npm', ['ci', '--prefix', 'bench'], { cwd: ROOT, stdio: 'inherit' });
const rows = [['tools', 'catalog', 'write', 'check', 'bar', 'openapi-typescript', 'node -e 0']];
for (const { tools, seconds: bar } of BARS) {
  const { empty, write, check, peer, kilobytes } = measure(tools);
  rows.push([
    String(tools),
    `${kilobytes} KB`,
    `${withSpread(write, 2)} s`,
    `${withSpread(check, 2)} s`,
    `${bar.toFixed(2)} s`,
    `${withSpread(peer, 2)} s`,
    `${withSpread(empty, 2)} s`,
  ]);
}
printTable(rows);
console.log(
  `Medians of ${ROUNDS} alternated runs, with the spread; whole processes, the output folder empty before each write.`,
);
