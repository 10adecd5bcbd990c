import type { Queries } from '../queries/queries.js';
import type { NewSharedModule, SharedModuleRow } from '../queries/shared-modules.js';
import { SharedModuleError } from './shared-module-error.js';

/** What shared modules may take up. Sizes in characters. */
export const SHARED_MODULE_LIMITS = Object.freeze({
  name: 64,
  description: 1_000,
  code: 100_000,
  /** How many there may be. */
  modules: 1_000,
  /** How many one integration may import: the code of all of them goes along with each of its runs. */
  bound: 20,
});

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * The shared modules, checked as they go in. It does not know who asks: the caller has made sure that they hold `shared_modules`.
 * What is wrong is said by throwing a SharedModuleError, and then nothing has changed.
 */
export class SharedModules {
  constructor(
    private readonly queries: Pick<Queries, 'sharedModules' | 'integrations'>,
    private readonly now: () => Date,
  ) {}

  /** Returns the id. */
  async create(module: NewSharedModule): Promise<number> {
    await check(module);
    const { modules } = SHARED_MODULE_LIMITS;
    if ((await this.queries.sharedModules.count()) >= modules)
      throw new SharedModuleError('too_many', null, `there are ${modules} shared modules already, which is the most.`);
    const id = await this.queries.sharedModules.create(module, this.now());
    if (id === null) throw taken(module.name);
    return id;
  }

  /** What is left out stays as it is. Runs that start from now on import it as it is then. */
  async change(id: number, changes: Partial<NewSharedModule>): Promise<void> {
    await check(changes);
    const outcome = await this.queries.sharedModules.update(id, changes, this.now());
    if (outcome === 'gone') throw noModule(id);
    if (outcome === 'taken') throw taken(changes.name ?? '');
  }

  /** Formulas that import it fail from now on. */
  async delete(id: number): Promise<void> {
    if (!(await this.queries.sharedModules.delete(id))) throw noModule(id);
  }

  /** Returns whether that is new. */
  async bind(id: number, integrationId: number): Promise<boolean> {
    const { name } = await this.byId(id);
    const integration = await this.#integration(integrationId);
    const bound = await this.queries.sharedModules.versions(integrationId);
    const most = SHARED_MODULE_LIMITS.bound;
    if (bound.length >= most && !bound.some((module) => module.id === id)) {
      const full = `${integration} has ${most} shared modules, which is the most; ${name} would be one more.`;
      throw new SharedModuleError('too_many', 'integration_id', full);
    }
    return this.queries.sharedModules.bind(id, integrationId);
  }

  /** Returns whether it was bound. */
  async unbind(id: number, integrationId: number): Promise<boolean> {
    await this.byId(id);
    await this.#integration(integrationId);
    return this.queries.sharedModules.unbind(id, integrationId);
  }

  async byId(id: number): Promise<SharedModuleRow> {
    const found = await this.queries.sharedModules.byId(id);
    if (!found) throw noModule(id);
    return found;
  }

  async find(name: string): Promise<SharedModuleRow> {
    const found = await this.queries.sharedModules.find(name);
    if (!found) throw noModule(name);
    return found;
  }

  /** The integration's path name. */
  async #integration(id: number): Promise<string> {
    const found = await this.queries.integrations.state(id);
    if (found) return found.path_name;
    throw new SharedModuleError('not_found', 'integration_id', `there is no integration ${id}.`);
  }
}

async function check({ name, description, code }: Partial<NewSharedModule>): Promise<void> {
  const most = SHARED_MODULE_LIMITS;
  const invalid = (field: 'name' | 'description' | 'code', why: string) =>
    new SharedModuleError('invalid', field, `${field}: ${why}`);
  if (name !== undefined && (!NAME.test(name) || name.length > most.name)) {
    const rule = `letters without accents, digits and _ only, no digit first, ${most.name} at most.`;
    throw invalid('name', `${JSON.stringify(name.slice(0, most.name))} cannot be a shared module's name: ${rule}`);
  }
  for (const [field, text] of [
    ['description', description ?? ''],
    ['code', code ?? ''],
  ] as const) {
    if (text.length > most[field])
      throw invalid(field, `it has ${text.length} characters; ${most[field]} are allowed.`);
    if (/[\0\p{Surrogate}]/u.test(text))
      throw invalid(field, 'it holds a character that is none (NUL, or half of one).');
  }
  if (code === undefined) return;
  if (code.trim() === '') throw invalid('code', 'it is empty; export a function, for example.');
  const { moduleProblem } = await import('./module-syntax.js');
  const problem = moduleProblem(code);
  if (!problem) return;
  throw invalid('code', `line ${problem.line}, column ${problem.column}: ${problem.message}.`);
}

const taken = (name: string) =>
  new SharedModuleError('name_taken', 'name', `name: there is a shared module ${name} already.`);

const noModule = (which: number | string) =>
  new SharedModuleError('not_found', null, `there is no shared module ${JSON.stringify(which).slice(0, 100)}.`);
