import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { ArgumentsSchema, Issue } from '../../mcp/registry.js';
import { canonical } from './canonical.js';
import { patternsOf } from './pattern.js';
import { mapSubschemas, ownKeywords, type Schema } from './subschemas.js';
import { sizeOf, Work, WorkExceeded } from './work.js';

/** How long validating one payload may take: less than half a second. */
export const MOST_STEPS = 1_000_000;
/** How far all problems are looked for, and not only the first one. */
const MOST_STEPS_FOR_ALL = 20_000;
const MOST_PROBLEMS = 20;

/** How many bytes of text count as a step. */
const TEXT_STEP = 64;

/** The keyword that counts. */
const COUNT = 'x-count-steps';

/**
 * Decides whether a payload fits a tool's `input_schema` (domain.md 1.3): Ajv in strict mode, its patterns run by RE2, and
 * every step counted, so that no schema and no payload keeps the gateway busy.
 */
export class PayloadSchema implements ArgumentsSchema {
  readonly #work = new Work();
  readonly #first: ValidateFunction;
  #all: ValidateFunction | null = null;

  /** @throws Error that says why the schema cannot be used */
  constructor(private readonly schema: Schema) {
    this.#first = this.#compile(false);
  }

  safeParse(payload: unknown): ReturnType<ArgumentsSchema['safeParse']> {
    const issues = this.#issues(payload);
    return issues.length === 0 ? { success: true, data: payload } : { success: false, error: { issues } };
  }

  #issues(payload: unknown): Issue[] {
    const found = this.#run(this.#first, payload, MOST_STEPS);
    if (found === 'exceeded') return [{ path: [], message: 'is too much for this schema: it cannot be validated.' }];
    if (found.length === 0) return [];
    this.#all ??= this.#compile(true);
    const all = this.#run(this.#all, payload, MOST_STEPS_FOR_ALL);
    return all === 'exceeded' ? found : all;
  }

  #run(validate: ValidateFunction, payload: unknown, steps: number): Issue[] | 'exceeded' {
    this.#work.begin(steps);
    try {
      if (validate(payload)) return [];
      return (validate.errors ?? []).slice(0, MOST_PROBLEMS).map(issueOf);
    } catch (error) {
      // The stack ends where a schema refers to itself without going deeper into the payload.
      if (error instanceof WorkExceeded || error instanceof RangeError) return 'exceeded';
      throw error;
    } finally {
      validate.errors = null;
    }
  }

  #compile(allErrors: boolean): ValidateFunction {
    const work = this.#work;
    const ajv = new Ajv2020({
      strict: true,
      strictRequired: false,
      allowUnionTypes: true,
      allErrors,
      ownProperties: true,
      inlineRefs: false,
      validateFormats: false,
      meta: false,
      validateSchema: false,
      logger: false,
      code: { regExp: patternsOf(work), optimize: false },
    });
    ajv.addKeyword({
      keyword: COUNT,
      before: '$ref',
      schemaType: 'number',
      errors: false,
      validate: (weight: number, value: unknown) => {
        work.spend(weight + sizeOf(value) / TEXT_STEP);
        return true;
      },
    });
    // Ajv compares every item with every other one.
    ajv.removeKeyword('uniqueItems');
    ajv.addKeyword({
      keyword: 'uniqueItems',
      type: 'array',
      schemaType: 'boolean',
      error: { message: 'must not have duplicate items' },
      validate: (unique: boolean, items: unknown[]) => !unique || areUnique(items, work),
    });
    return ajv.compile(mapSubschemas(this.schema, counted));
  }
}

/** A subschema that counts itself, and the texts in it with which a value is compared. */
const counted = (schema: Schema): Schema => ({
  ...schema,
  [COUNT]: 1 + JSON.stringify(Object.fromEntries(ownKeywords(schema))).length / TEXT_STEP,
});

function areUnique(items: readonly unknown[], work: Work): boolean {
  const seen = new Set<string>();
  for (const item of items) {
    const text = canonical(item);
    work.spend(1 + text.length / TEXT_STEP);
    if (seen.has(text)) return false;
    seen.add(text);
  }
  return true;
}

function issueOf({ instancePath, message, params, keyword }: ErrorObject): Issue {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((key) => (/^(0|[1-9]\d*)$/.test(key) ? Number(key) : key));
  const about = keyword === 'additionalProperties' ? `: ${params.additionalProperty}` : '';
  const choices = keyword === 'enum' ? `: ${JSON.stringify(params.allowedValues)}` : '';
  return { path, message: `${message ?? keyword}${about}${choices}` };
}
