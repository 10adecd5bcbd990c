import type { Warning } from '../../../engine/warnings.js';
import type { Kind } from '../../../queries/kind.js';

/** The warnings of an integration, to be found where they belong. */
export class PlacedWarnings {
  readonly #byComponent = new Map<string, Warning[]>();

  constructor(readonly all: readonly Warning[]) {
    for (const warning of all) {
      const key = `${warning.component_type} ${warning.component_id}`;
      this.#byComponent.set(key, [...(this.#byComponent.get(key) ?? []), warning]);
    }
  }

  /** All of a component. */
  of(kind: Kind, id: number): readonly Warning[] {
    return this.#byComponent.get(`${kind} ${id}`) ?? [];
  }

  at(kind: Kind, id: number, field: string): Warning[] {
    return this.of(kind, id).filter((warning) => warning.field === field);
  }

  /** Those of a component that are about none of these fields. */
  besides(kind: Kind, id: number, fields: readonly string[]): Warning[] {
    return this.of(kind, id).filter(({ field }) => field === undefined || !fields.includes(field));
  }
}
