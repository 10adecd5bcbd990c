import { kinds } from '../queries/kind.js';
import type { Queries } from '../queries/queries.js';
import type { BoundModule } from '../queries/shared-modules.js';
import { type Definition, definitionOf, type ModuleSource } from './definition.js';
import { RunRefused } from './runner.js';

/** How many integrations are remembered as they are to be run. */
const MOST_REMEMBERED = 200;

export interface Runnable {
  readonly definition: Definition;
  readonly runAsync: boolean;
}

/** Integrations as a run needs them; read anew when they were saved since. */
export class Definitions {
  readonly #remembered = new Map<number, { readonly version: string; readonly definition: Definition }>();
  /** The shared modules of all of them, each once. */
  readonly #modules = new Map<number, BoundModule>();

  constructor(private readonly queries: Pick<Queries, 'runnables' | 'components' | 'sharedModules'>) {}

  /** @throws RunRefused when there is no such integration, or it is switched off */
  async of(id: number): Promise<Runnable> {
    const { runnables, components, sharedModules } = this.queries;
    const state = await runnables.state(id);
    if (!state) throw new RunRefused('not_found', 'The integration is gone; somebody has just deleted it.');
    if (!state.active) throw new RunRefused('inactive', `${state.path_name} is switched off (active is false).`);
    const known = this.#remembered.get(id);
    if (known?.version === versionOf(state, state.modules))
      return { definition: known.definition, runAsync: state.run_async };
    const structure = await components.read(id, kinds);
    const bound = await sharedModules.boundTo(id);
    const definition = definitionOf(
      structure,
      bound.map((module) => this.#once(module)),
    );
    if (!definition)
      throw new RunRefused('inactive', `${state.path_name} has no configuration; write its config to give it one.`);
    this.#remembered.delete(id);
    if (this.#remembered.size >= MOST_REMEMBERED) {
      this.#remembered.delete(this.#remembered.keys().next().value as number);
    }
    this.#remembered.set(id, { version: versionOf(structure, bound), definition });
    return { definition, runAsync: state.run_async };
  }

  #once(module: BoundModule): ModuleSource {
    const known = this.#modules.get(module.id);
    if (known?.updated_at === module.updated_at) return known;
    if (this.#modules.size >= MOST_REMEMBERED) this.#modules.clear();
    this.#modules.set(module.id, module);
    return module;
  }
}

/** What changes with every change of an integration, of a shared module that it may import, and of which ones it may. */
const versionOf = (
  { last_saved }: { readonly last_saved: string },
  modules: readonly Pick<BoundModule, 'id' | 'updated_at'>[],
): string => [last_saved, ...modules.map(({ id, updated_at }) => `${id} ${updated_at}`)].join();
