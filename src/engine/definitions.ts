import { kinds } from '../queries/kind.js';
import type { Queries } from '../queries/queries.js';
import { type Definition, definitionOf } from './definition.js';
import { RunRefused } from './runner.js';

/** How many integrations are remembered as they are to be run. */
const MOST_REMEMBERED = 200;

export interface Runnable {
  readonly definition: Definition;
  readonly runAsync: boolean;
}

/** Integrations as a run needs them; read anew when they were saved since. */
export class Definitions {
  readonly #remembered = new Map<number, { readonly lastSaved: string; readonly definition: Definition }>();

  constructor(private readonly queries: Pick<Queries, 'integrations' | 'components'>) {}

  /** @throws RunRefused when there is no such integration, or it is switched off */
  async of(id: number): Promise<Runnable> {
    const state = await this.queries.integrations.state(id);
    if (!state) throw new RunRefused('not_found', 'The integration is gone; somebody has just deleted it.');
    if (!state.active) throw new RunRefused('inactive', `${state.path_name} is switched off (active is false).`);
    const known = this.#remembered.get(id);
    if (known?.lastSaved === state.last_saved) return { definition: known.definition, runAsync: state.run_async };
    const structure = await this.queries.components.read(id, kinds);
    const definition = definitionOf(structure);
    if (!definition)
      throw new RunRefused('inactive', `${state.path_name} has no configuration; write its config to give it one.`);
    this.#remembered.delete(id);
    if (this.#remembered.size >= MOST_REMEMBERED) {
      this.#remembered.delete(this.#remembered.keys().next().value as number);
    }
    this.#remembered.set(id, { lastSaved: structure.last_saved, definition });
    return { definition, runAsync: state.run_async };
  }
}
