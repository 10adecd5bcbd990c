import { chooserOf } from '../model/operation.js';
import { operationEntries } from '../model/tool.js';
import type { AnnotationsEntry, Catalog, OperationEntry, ToolEntry } from './catalog.js';
import { checkInput, checkNoHeaders, checkOutput } from './check-exchange.js';
import { checkAllLimits, checkLimits } from './check-limits.js';
import { checkArgumentNames, checkPermission } from './check-permission.js';
import { checkReferences } from './check-references.js';
import type { SchemaChecker } from './check-schema.js';
import type { Declared } from './declared.js';
import type { Path } from './path.js';
import { Problems } from './problem.js';
import type { SoundKeys } from './sound-keys.js';
import { didYouMean } from './suggestion.js';

/** Checks those keys of a tool whose structure is sound. */
export class ToolChecker {
  readonly #catalog: Catalog;
  readonly #declared: Declared;
  readonly #schemas: SchemaChecker;
  readonly #problems: Problems;
  readonly #isSound: (schema: NonNullable<OperationEntry['input']>) => boolean;

  constructor(
    catalog: Catalog,
    declared: Declared,
    schemas: SchemaChecker,
    problems: Problems,
    /** Whether every fragment that a schema refers to is without problems. */
    isSound: (schema: NonNullable<OperationEntry['input']>) => boolean,
  ) {
    this.#catalog = catalog;
    this.#declared = declared;
    this.#schemas = schemas;
    this.#problems = problems;
    this.#isSound = isSound;
  }

  check(name: string, { tool, left }: SoundKeys): void {
    const path = ['tools', name];
    if (tool.limits) checkLimits(tool.limits, [...path, 'limits'], this.#problems);
    if (tool.errors) this.#checkErrors(tool.errors, [...path, 'errors']);
    if (tool.annotations) this.#checkAnnotations(tool.annotations, [...path, 'annotations']);
    if (tool.actions) this.#checkActions(tool, path);
    this.#checkChooser(tool, path);
    for (const [action, operation] of operationEntries(tool)) {
      this.#checkOperation(operation, action === null ? path : [...path, 'actions', action], path, tool, left);
    }
  }

  #checkActions(tool: ToolEntry, path: Path): void {
    for (const key of ['input', 'output', 'examples'] as const) {
      if (tool[key] !== undefined)
        this.#problems.atKey([...path, key], `\`${key}\` belongs to each action of a tool with \`actions\``);
    }
    const actions = Object.entries(tool.actions ?? {});
    if (actions.length === 0)
      this.#problems.atKey([...path, 'actions'], 'there are no actions; a tool without `actions` is one operation');
    for (const [name, action] of actions) {
      const at = [...path, 'actions', name];
      if (action.limits) checkLimits(action.limits, [...at, 'limits'], this.#problems);
      if (action.errors) this.#checkErrors(action.errors, [...at, 'errors']);
      if (action.annotations) this.#checkAnnotations(action.annotations, [...at, 'annotations']);
      const chooser = chooserOf(tool);
      if (action.input?.properties && Object.hasOwn(action.input.properties, chooser)) {
        this.#problems.atKey(
          [...at, 'input', 'properties', chooser],
          `\`${chooser}\` is the argument that chooses the action`,
        );
      }
    }
  }

  #checkChooser({ actions, chosen_by }: ToolEntry, path: Path): void {
    if (chosen_by === undefined) return;
    if (!actions) this.#problems.atKey([...path, 'chosen_by'], '`chosen_by` is for tools with `actions`');
    else if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(chosen_by) || chosen_by in Object.prototype)
      this.#problems.atValue([...path, 'chosen_by'], `\`${chosen_by}\` is no name for an argument`);
  }

  #checkOperation(
    operation: OperationEntry,
    path: Path,
    toolPath: Path,
    tool: ToolEntry,
    left: ReadonlySet<string>,
  ): void {
    const isLeft = (key: string) => left.has([...path, key].join('/')) || left.has([...toolPath, key].join('/'));
    const own = path.length > toolPath.length ? tool.actions?.[path.at(-1) as string] : tool;
    if (!isLeft('limits')) {
      checkAllLimits({ ...this.#catalog.defaults?.limits, ...operation.limits }, path, this.#problems);
    }
    const { input, output } = operation;
    const inputSound = !input || this.#checkSchema(input, [...path, 'input'], 'input');
    if (input && inputSound) {
      checkInput(input, [...path, 'input'], tool.portable !== false, this.#schemas, this.#problems);
      for (const [name, property] of Object.entries(input.properties ?? {})) {
        const { 'x-mcp-header': _, ...rest } = property;
        checkNoHeaders(rest, [...path, 'input', 'properties', name], this.#problems);
      }
    }
    if (output && this.#checkSchema(output, [...path, 'output'], 'output')) {
      checkOutput(output, [...path, 'output'], this.#declared, this.#schemas, this.#problems);
      checkNoHeaders(output, [...path, 'output'], this.#problems);
    }
    if (operation.permission === undefined) {
      if (isLeft('permission')) return;
      this.#problems.atKey(path, '`permission` is missing: which level may call it');
      return;
    }
    const permissionPath = [...(own?.permission === undefined ? toolPath : path), 'permission'];
    const seen = inputSound && !isLeft('input') ? (input ?? { properties: {} }) : undefined;
    this.#checkPermission(operation.permission, permissionPath, seen);
    const isWhole = input?.properties && !input.$ref && !input.allOf;
    if (!seen && isWhole && !isLeft('input')) {
      checkArgumentNames(operation.permission, permissionPath, Object.keys(input.properties ?? {}), this.#problems);
    }
  }

  /** What actions have of their tool is checked with each of them, and reported once. */
  #checkPermission(permission: OperationEntry['permission'], path: Path, input: OperationEntry['input']): void {
    const found = new Problems();
    checkPermission(permission, path, input, this.#declared, this.#schemas, found);
    for (const problem of found.list) {
      const same = (known: typeof problem) =>
        known.message === problem.message && known.path.join() === problem.path.join();
      if (!this.#problems.list.some(same)) this.#problems.list.push(problem);
    }
  }

  /** Returns whether the schema can be looked into further. */
  #checkSchema(schema: NonNullable<OperationEntry['input']>, path: Path, role: 'input' | 'output'): boolean {
    const before = this.#problems.list.length;
    const local = role === 'input' ? Object.keys(schema.$defs ?? {}) : [];
    checkReferences(schema, path, this.#declared, this.#problems, local);
    if (this.#problems.list.length > before || !this.#isSound(schema)) return false;
    this.#schemas.check(schema, path, role);
    return true;
  }

  #checkErrors(codes: readonly string[], path: Path): void {
    for (const [index, code] of codes.entries()) {
      if (!this.#declared.errors.has(code)) {
        const suggestion = didYouMean(code, this.#declared.errors);
        this.#problems.atValue([...path, index], `there is no error \`${code}\` under \`errors\`${suggestion}`);
      } else if (codes.indexOf(code) < index) {
        this.#problems.atValue([...path, index], `\`${code}\` is listed twice`);
      }
    }
  }

  #checkAnnotations(annotations: AnnotationsEntry, path: Path): void {
    if (annotations.readOnly && annotations.destructive) {
      this.#problems.atKey([...path, 'destructive'], 'what is read-only destroys nothing: write one of the two');
    }
  }
}
