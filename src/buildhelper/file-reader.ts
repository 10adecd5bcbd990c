import { isCollection, isMap, isNode, isScalar, parseDocument, visit } from 'yaml';
import { jsonMistake } from '../request/json-mistake.js';
import { CatalogueFile } from './catalogue-file.js';
import type { CatalogueProblem } from './catalogue-problem.js';
import { jsonPlace } from './json-place.js';
import { buildHelperLimits as limits } from './limits.js';
import { isTooDeepYaml } from './yaml-depth.js';

type Path = readonly PropertyKey[];

/** A file of the catalogue that was read, and a way to tell where something in it stands. */
export interface ReadFile {
  readonly file: string;
  readonly content: CatalogueFile;
  /** How many of its problems are told: to find the place of each, the whole file is gone through. */
  readonly mostProblems: number;
  problemAt(path: Path, message: string): CatalogueProblem;
}

interface Parsed {
  readonly content: unknown;
  placeOf(path: Path): number;
}

/**
 * Reads a file of the catalogue, and tells all of its problems at once.
 * @param file as messages name it; its end says whether it is JSON
 */
export function readCatalogueFile(file: string, text: string): ReadFile | readonly CatalogueProblem[] {
  const problem = (offset: number, message: string): CatalogueProblem => ({ file, ...placeIn(text, offset), message });
  const parsed = file.endsWith('.json') ? parseJson(file, text) : parseYaml(text, problem);
  if (Array.isArray(parsed)) return parsed;
  const { content, placeOf } = parsed as Parsed;
  const problemAt = (path: Path, message: string) => problem(placeOf(path), `${named(path)}: ${message}`);
  const mostProblems = text.length > limits.yamlBytes ? limits.problemsOfLarge : limits.problems;
  const read = CatalogueFile.safeParse(content);
  if (read.success) return { file, content: read.data, mostProblems, problemAt };
  return read.error.issues
    .slice(0, mostProblems)
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.slice(0, mostProblems).map((key) => problemAt([...issue.path, key], 'there is no such key'))
        : [problemAt(issue.path, issue.message)],
    );
}

function parseJson(file: string, text: string): Parsed | CatalogueProblem[] {
  try {
    return { content: JSON.parse(text), placeOf: (path) => jsonPlace(text, path) };
  } catch {
    const mistake = jsonMistake(text);
    const [, line = '0', column = '0'] = /^at line (\d+), column (\d+), /.exec(mistake) ?? [];
    return [
      {
        file,
        line: Number(line),
        column: Number(column),
        message: `this is not JSON: ${mistake.replace(/^at line.*?, column \d+, /, '')}`,
      },
    ];
  }
}

function parseYaml(
  text: string,
  problem: (offset: number, message: string) => CatalogueProblem,
): Parsed | CatalogueProblem[] {
  if (isTooDeepYaml(text)) return [problem(0, 'this YAML cannot be used: it is nested too deeply')];
  const document = parseDocument(text, { prettyErrors: false, version: '1.2' });
  if (document.errors.length > 0) {
    return document.errors
      .slice(0, limits.problems)
      .map(({ pos, message }) => problem(pos[0], `this is not YAML: ${message.split('\n', 1)[0]}`));
  }
  let aliases = 0;
  visit(document, { Alias: () => (++aliases > limits.aliases ? visit.BREAK : undefined) });
  // The whole document is looked through for each of them.
  if (aliases > limits.aliases)
    return [problem(0, `this YAML cannot be used: it has more than ${limits.aliases} aliases`)];
  const placeOf = (path: Path): number => {
    let node: unknown = document.contents;
    let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    for (const step of path) {
      const pair = isMap(node)
        ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
        : null;
      const child = pair ? pair.value : isCollection(node) ? node.get(step, true) : undefined;
      // A key is easier to find than the block behind it.
      const shown = pair && isNode(pair.key) ? pair.key : child;
      if (!isNode(shown)) break;
      offset = shown.range?.[0] ?? offset;
      node = child;
    }
    return offset;
  };
  try {
    return { content: document.toJS(), placeOf };
  } catch (error) {
    return [problem(0, `this YAML cannot be used: ${(error as Error).message}`)];
  }
}

function placeIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

const named = (path: Path): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text && `${text}.`}${String(step)}`),
    '',
  ) || 'the file';
