import type { Model } from '../model/model.js';
import { fragmentName, inner } from '../schema/joined.js';
import type { Schema, SchemaNode } from '../schema/schema.js';
import { type CheckName, checksAsScript } from './check.js';
import { ValidatorWriter } from './validator.js';

/** A zod validator, as far as it is asked here. */
export interface Validator {
  safeParse(value: unknown): { error?: { issues: readonly ValidatorIssue[] } };
}

export interface ValidatorIssue {
  readonly code: string;
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly keys?: readonly string[];
}

/** The code of every validator of a catalog; written once, for the modules and for the checks of examples. */
export class ValidatorBook {
  /** Each fragment's, after those that it uses. */
  readonly fragments = new Map<string, string>();
  /** Each operation's, by the name of its type. */
  readonly operations = new Map<string, { input: string; output: string | null }>();
  readonly fragmentChecks: ReadonlySet<CheckName>;
  readonly #tools: ValidatorWriter;

  constructor(model: Model) {
    const { resolver, catalog } = model;
    const nodes = catalog.schemas ?? {};
    const writer = new ValidatorWriter(resolver, '');
    for (const name of definitionOrder(nodes)) {
      this.fragments.set(name, writer.write(resolver.resolve(nodes[name] as SchemaNode)));
    }
    this.fragmentChecks = writer.checks;
    this.#tools = new ValidatorWriter(resolver, 'schemas.');
    for (const { operations } of model.tools) {
      for (const { typeName, input, output } of operations) {
        this.operations.set(typeName, { input: this.write(input), output: output && this.write(output) });
      }
    }
  }

  /** The code of one more validator, as it would stand in a tool's module. */
  write(schema: Schema): string {
    return this.#tools.write(schema);
  }

  /** Every check that the validators written so far make use of. */
  get checks(): Set<CheckName> {
    return new Set([...this.fragmentChecks, ...this.#tools.checks]);
  }

  /** Brings validators to life as `generated/` would. They are built when they are first asked for. */
  async open(): Promise<(code: string) => Validator> {
    const { z } = await import('zod');
    const fragments = [...this.fragments].map(([name, code]) => `const ${name} = schemas.${name} = ${code};`);
    // The checks stand apart, because a fragment may be called Set or Number.
    const checks = new Function('z', `return ${checksAsScript()};`)(z);
    const script = `const schemas = {};\n${fragments.join('\n')}\nreturn (code) => eval(code);`;
    const build = new Function('z', 'checks', script)(z, checks) as (code: string) => Validator;
    const built = new Map<string, Validator>();
    return (code) => {
      const known = built.get(code);
      if (known) return known;
      // Each is used a few times at most, so it is not worth compiling.
      const { jitless } = z.config();
      z.config({ jitless: true });
      const validator = build(code);
      z.config({ jitless: jitless ?? false });
      built.set(code, validator);
      return validator;
    };
  }
}

/** The fragments' names, each after those that it refers to. */
function definitionOrder(fragments: Readonly<Record<string, SchemaNode>>): string[] {
  const order = new Set<string>();
  const visit = (name: string) => {
    if (order.has(name)) return;
    for (const reference of references(fragments[name] as SchemaNode)) visit(reference);
    order.add(name);
  };
  for (const name of Object.keys(fragments)) visit(name);
  return [...order];
}

function references(node: SchemaNode): string[] {
  const own = node.$ref === undefined ? [] : [fragmentName(node.$ref) as string];
  return [...own, ...inner(node).flatMap(([, schema]) => references(schema))];
}
