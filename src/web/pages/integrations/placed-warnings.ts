import type { Warning } from '../../../engine/warnings.js';
import type { Kind } from '../../../queries/kind.js';

/** The warnings of an integration, to be found where they belong. */
export class PlacedWarnings {
  constructor(readonly all: readonly Warning[]) {}

  /** All of a component. */
  of(kind: Kind, id: number): Warning[] {
    return this.all.filter(({ component_type, component_id }) => component_type === kind && component_id === id);
  }

  at(kind: Kind, id: number, field: string): Warning[] {
    return this.of(kind, id).filter((warning) => warning.field === field);
  }

  /** Those of a component that are about none of these fields. */
  besides(kind: Kind, id: number, fields: readonly string[]): Warning[] {
    return this.of(kind, id).filter(({ field }) => field === undefined || !fields.includes(field));
  }
}
