import type { ComponentRow, ConfigRow } from '../queries/component-row.js';
import type { Kind } from '../queries/kind.js';
import type { Structure } from '../queries/structure.js';

/** A shared module (domain.md 5.11). */
export interface ModuleSource {
  readonly name: string;
  readonly code: string;
}

/** What a run needs of an integration; plain data, so that it can go to another thread. */
export interface Definition {
  readonly id: number;
  readonly pathName: string;
  readonly integration: ComponentRow<'integration'>;
  readonly config: ConfigRow;
  /** In the order in which they run; those that are switched off are left out. */
  readonly serviceRequests: readonly ComponentRow<'servicerequest'>[];
  readonly fieldMappings: readonly ComponentRow<'fieldmapping'>[];
  readonly validationRules: readonly ComponentRow<'validationrule'>[];
  readonly valueMappingSets: readonly ComponentRow<'valuemappingset'>[];
  readonly valueMappings: readonly ComponentRow<'valuemapping'>[];
  readonly masks: readonly ComponentRow<'mask'>[];
  /** What its formulas may import. */
  readonly modules: readonly ModuleSource[];
}

/** The kinds that a run needs: all. */
export function definitionOf(
  { id, path_name, components }: Structure,
  modules: readonly ModuleSource[],
): Definition | null {
  const [integration] = components.integration ?? [];
  if (!integration?.config) return null;
  const bare = <K extends Kind>(rows: ComponentRow<K>[] | undefined): ComponentRow<K>[] =>
    (rows ?? [])
      .filter((row) => (row as { active?: boolean }).active !== false)
      .map(({ tags, comments, ...row }) => row as ComponentRow<K>);
  return {
    id,
    pathName: path_name,
    integration,
    config: integration.config,
    serviceRequests: bare(components.servicerequest),
    fieldMappings: bare(components.fieldmapping),
    validationRules: bare(components.validationrule),
    valueMappingSets: bare(components.valuemappingset),
    valueMappings: bare(components.valuemapping),
    masks: bare(components.mask),
    modules,
  };
}
