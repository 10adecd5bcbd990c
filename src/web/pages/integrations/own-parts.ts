import type { ComponentRow } from '../../../queries/component-row.js';
import type { Components } from '../../../queries/structure.js';

/** What belongs to each service request of an integration, found without a look at all there is: there may be thousands. */
export class OwnParts {
  readonly #children: ReadonlyMap<number | null, ComponentRow<'servicerequest'>[]>;
  readonly #mappings: ReadonlyMap<number | null, ComponentRow<'fieldmapping'>[]>;
  readonly #rules: ReadonlyMap<number | null, ComponentRow<'validationrule'>[]>;
  readonly #masks: ReadonlyMap<number | null, ComponentRow<'mask'>[]>;

  constructor({ servicerequest = [], fieldmapping = [], validationrule = [], mask = [] }: Components) {
    this.#children = grouped(servicerequest, (row) => row.parent_servicerequest_id);
    this.#mappings = grouped(fieldmapping, (row) => row.servicerequest_id);
    this.#rules = grouped(validationrule, (row) => row.servicerequest_id);
    this.#masks = grouped(mask, (row) => row.servicerequest_id);
  }

  /** The children of a service request; those without a parent for null. */
  children(id: number | null): readonly ComponentRow<'servicerequest'>[] {
    return this.#children.get(id) ?? [];
  }

  mappings(id: number): readonly ComponentRow<'fieldmapping'>[] {
    return this.#mappings.get(id) ?? [];
  }

  rules(id: number): readonly ComponentRow<'validationrule'>[] {
    return this.#rules.get(id) ?? [];
  }

  masks(id: number): readonly ComponentRow<'mask'>[] {
    return this.#masks.get(id) ?? [];
  }
}

function grouped<Row>(rows: readonly Row[], of: (row: Row) => number | undefined): Map<number | null, Row[]> {
  const groups = new Map<number | null, Row[]>();
  for (const row of rows) {
    const key = of(row) ?? null;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
