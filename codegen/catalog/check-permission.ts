import { type SchemaNode, typesOf } from '../schema/schema.js';
import type { PermissionEntry } from './catalog.js';
import type { SchemaChecker } from './check-schema.js';
import type { Declared } from './declared.js';
import type { Path } from './path.js';
import type { Problems } from './problem.js';
import { didYouMean } from './suggestion.js';

/** Checks that a level is declared; returns what it is granted for, or undefined when it is not. */
function checkLevel(
  level: string,
  path: Path,
  declared: Declared,
  problems: Problems,
): 'integration' | null | undefined {
  const per = declared.levels.get(level);
  if (per === undefined) {
    problems.atValue(
      path,
      `there is no level \`${level}\` under \`levels\`${didYouMean(level, declared.levels.keys())}`,
    );
  }
  return per;
}

/** A level that a resource or a prompt asks for: they name no integration. */
export function checkPlainLevel(level: string, path: Path, declared: Declared, problems: Problems): void {
  if (checkLevel(level, path, declared, problems) === 'integration') {
    problems.atValue(path, `\`${level}\` is granted per integration, and there is no argument here to name one`);
  }
}

/** Checks a tool's or action's permission against its arguments; without `input`, all but those. */
export function checkPermission(
  entry: PermissionEntry,
  path: Path,
  input: SchemaNode | undefined,
  declared: Declared,
  checker: SchemaChecker,
  problems: Problems,
): void {
  const level = typeof entry === 'string' ? entry : entry.level;
  const levelPath = typeof entry === 'string' ? path : [...path, 'level'];
  const { of, and, create } = typeof entry === 'string' ? {} : entry;
  const per = checkLevel(level, levelPath, declared, problems);
  if (and !== undefined) checkAnd(and, per, path, declared, problems);
  if (per === 'integration' && of === undefined) {
    const message = `write { level: ${level}, of: ARGUMENT }, the argument that names the integration`;
    problems.atValue(levelPath, `\`${level}\` is granted per integration: ${message}`);
  }
  if (per === null && of !== undefined) {
    problems.atKey([...path, 'of'], `\`${level}\` is not granted per integration, so there is nothing to name`);
  }
  if (typeof of === 'object') checkParts(of, [...path, 'of'], declared, problems);
  if (create) {
    checkPlainLevel(create.level, [...path, 'create', 'level'], declared, problems);
    if (typeof of !== 'string')
      problems.atKey([...path, 'create'], '`create` needs an `of` beside it: the argument with the new name');
  }
  if (!input) return;
  if (typeof of === 'string') checkOf(of, [...path, 'of'], input, checker, problems);
  if (typeof of === 'object') checkPartIds(of, [...path, 'of'], input, checker, problems);
  if (create) checkWhen(create.when, [...path, 'create', 'when'], input, checker, problems);
}

/** Checks that a permission's arguments are there at all, for an input that cannot be looked into further. */
export function checkArgumentNames(
  entry: PermissionEntry,
  path: Path,
  names: readonly string[],
  problems: Problems,
): void {
  const { of, create } = typeof entry === 'string' ? {} : entry;
  for (const [at, name] of argumentsOf(of, [...path, 'of'])) {
    if (!names.includes(name)) problems.atValue(at, noArgument(name, names));
  }
  if (create && !names.includes(create.when)) {
    problems.atValue([...path, 'create', 'when'], noArgument(create.when, names));
  }
}

const noArgument = (name: string, names: readonly string[]): string =>
  `the input has no argument \`${name}\`${didYouMean(name, names)}`;

/** The arguments that lead to the integration, each with its place. */
function argumentsOf(of: string | Readonly<Record<string, string>> | undefined, path: Path): [Path, string][] {
  if (typeof of !== 'object') return of === undefined ? [] : [[path, of]];
  return Object.entries(of).map(([part, argument]) => [[...path, part], argument]);
}

function checkAnd(
  and: string,
  per: 'integration' | null | undefined,
  path: Path,
  declared: Declared,
  problems: Problems,
): void {
  checkPlainLevel(and, [...path, 'and'], declared, problems);
  if (per === null)
    problems.atKey([...path, 'and'], '`and` goes with a level that is granted per integration; ask for one level');
}

function checkParts(of: Readonly<Record<string, string>>, path: Path, declared: Declared, problems: Problems): void {
  if (Object.keys(of).length === 0) problems.atValue(path, 'name a part, and the argument that gives its id');
  for (const part of Object.keys(of)) {
    if (declared.parts.has(part)) continue;
    problems.atKey([...path, part], `there is no part \`${part}\` under \`parts\`${didYouMean(part, declared.parts)}`);
  }
}

/** One argument is required; of several, exactly one is to be given, which the gateway looks after. */
function checkPartIds(
  of: Readonly<Record<string, string>>,
  path: Path,
  input: SchemaNode,
  checker: SchemaChecker,
  problems: Problems,
): void {
  const several = Object.keys(of).length > 1;
  for (const [at, name] of argumentsOf(of, path)) {
    const argument = argumentOf(name, at, input, checker, problems);
    if (!argument) continue;
    const required = checker.joined(input).required?.includes(name) ?? false;
    if (typesOf(argument).join() !== 'integer') {
      problems.atValue(at, `\`${name}\` is the id of a part, so it must be of type integer`);
    } else if (several && (required || argument.default !== undefined)) {
      problems.atValue(
        at,
        `one of several leads to the integration, so \`${name}\` can be left out: neither required nor with a default`,
      );
    } else if (!several && !required) {
      problems.atValue(at, `\`${name}\` leads to the integration, so it must be listed in \`required\``);
    }
  }
}

function checkOf(of: string, path: Path, input: SchemaNode, checker: SchemaChecker, problems: Problems): void {
  const argument = argumentOf(of, path, input, checker, problems);
  if (!argument) return;
  if (typesOf(argument).join() !== 'string') {
    problems.atValue(path, `\`${of}\` names the integration, so it must be of type string`);
  } else if (!checker.joined(input).required?.includes(of)) {
    problems.atValue(path, `\`${of}\` names the integration, so it must be listed in \`required\``);
  }
}

function checkWhen(when: string, path: Path, input: SchemaNode, checker: SchemaChecker, problems: Problems): void {
  const argument = argumentOf(when, path, input, checker, problems);
  if (!argument || (typesOf(argument).join() === 'boolean' && typeof argument.default === 'boolean')) return;
  problems.atValue(path, `\`${when}\` asks for a new integration, so it must be of type boolean, with a default`);
}

function argumentOf(name: string, path: Path, input: SchemaNode, checker: SchemaChecker, problems: Problems) {
  const properties = checker.joined(input).properties ?? {};
  const argument = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (!argument) {
    problems.atValue(path, noArgument(name, Object.keys(properties)));
  }
  return argument && checker.joined(argument);
}
