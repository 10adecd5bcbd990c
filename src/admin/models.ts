import { AdminError } from './admin-error.js';
import { blockedModels } from './blocked-models.js';
import type { Caller } from './caller.js';
import type { Action, Model } from './model.js';
import { Permits } from './permits.js';
import { shownText } from './shown-text.js';
import { didYouMean } from './suggestion.js';

const ACTIONS: readonly Action[] = ['view', 'add', 'change', 'delete'];

/** The models by name, as a caller may see them. */
export class Models {
  readonly permits: Permits;
  readonly #byName: ReadonlyMap<string, Model>;

  constructor(
    readonly all: readonly Model[],
    scopes: ReadonlySet<string> | null = null,
  ) {
    this.permits = new Permits((name) => this.named(name), scopes);
    this.#byName = new Map(all.map((model) => [model.name, model]));
  }

  /** Those with which the caller may do something: whoever sees no integration yet may add one. */
  visible(caller: Caller): Model[] {
    return this.all.filter((model) => ACTIONS.some((action) => this.permits.ever(caller, model, action)));
  }

  /** The model that a declaration refers to; that there is one, a test sees to. */
  named(name: string): Model {
    const found = this.#byName.get(name);
    if (!found) throw new Error(`there is no admin model ${name}`);
    return found;
  }

  /** @throws AdminError `blocked_model`, or `unknown_model` for one that there is not and one that the caller may not see alike */
  asked(caller: Caller, name: string): Model {
    const blocked = blockedModels.get(`gateway.${name.slice(name.indexOf('.') + 1)}`);
    if (blocked !== undefined)
      throw new AdminError('blocked_model', `${shownText(name)} cannot be reached here. ${blocked}`);
    const visible = this.visible(caller);
    const found = visible.find((model) => model.name === name);
    if (found) return found;
    const hidden = this.#byName.get(name);
    const missing = hidden && this.permits.missingScope(hidden, 'view');
    if (missing && new Models(this.all).permits.ever(caller, hidden, 'view')) throw insufficient(missing);
    const names = visible.map((model) => model.name);
    const near = didYouMean(name, names);
    throw new AdminError(
      'unknown_model',
      `There is no model "${shownText(name)}", or you may not see it.${near || ` There are ${names.join(', ') || 'none for you'}.`}`,
    );
  }
}

export const insufficient = (scope: string): AdminError =>
  new AdminError('insufficient_scope', `The application may not do this for you: it needs the scope "${scope}".`);
