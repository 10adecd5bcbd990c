import type { CatalogueSet } from './catalogue.js';
import type { FileMapping, ValueType } from './catalogue-file.js';

/** A field mapping as write_integration takes it. */
export interface SetFieldMapping {
  sequence: number;
  active: boolean;
  field: string;
  value: string | null;
  value_type: ValueType | null;
  nullable?: boolean;
  target_record_type?: string;
  target_field_name?: string;
  notes?: string;
}

/** A service request with its field mappings, as write_integration takes it. */
export interface SetServiceRequest {
  system: string;
  service_name: string | null;
  formula_variable: string;
  notes: string;
  fieldmappings: SetFieldMapping[];
}

const STEP = 10;

/** How the formulas of a set name the service request that they belong to. */
export const VARIABLE = /\$variable\b/g;

/**
 * The service request that a set makes (domain.md 6). What the system wants is active; the rest is there to be switched on.
 * @param variable the name under which formulas will see it; the set's own when it is left out
 */
export function serviceRequestOf(
  set: CatalogueSet,
  variable = set.formula_variable ?? variableOf(set),
): SetServiceRequest {
  const { service } = set;
  return {
    system: service.adapter.system,
    service_name: service.serviceName,
    formula_variable: variable,
    notes: `${service.adapter.name}: ${set.label}${set.summary ? ` (${set.summary})` : ''}`,
    fieldmappings: set.field_mappings.map((mapping, at) => mappingOf(mapping, at * STEP, variable)),
  };
}

function mappingOf(mapping: FileMapping, sequence: number, variable: string): SetFieldMapping {
  const { field, value, value_type = null, required = false, active = required } = mapping;
  const { nullable, target_record_type, target_field_name, notes } = mapping;
  return {
    sequence,
    active,
    field,
    value: value === null ? null : value.replace(VARIABLE, variable),
    value_type,
    ...(nullable !== undefined && { nullable }),
    ...(target_record_type !== undefined && { target_record_type }),
    ...(target_field_name !== undefined && { target_field_name }),
    ...(notes !== undefined && { notes }),
  };
}

/** A name that a formula can use, made from the service's. */
function variableOf({ service, id }: CatalogueSet): string {
  const name = service.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 40);
  return /^[a-z]/.test(name) ? `${name}_${id}` : `request_${id}`;
}
