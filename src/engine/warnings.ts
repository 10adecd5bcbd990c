import { adapters } from '../adapters/adapters.js';
import type { Column } from '../queries/column.js';
import type { ComponentRow } from '../queries/component-row.js';
import { components } from '../queries/components.js';
import { type Kind, kinds } from '../queries/kind.js';
import type { Structure } from '../queries/structure.js';
import { Turns } from '../queries/turns.js';
import { formulaProblem } from './formula-syntax.js';

/** Something that is probably not meant, and where. */
export interface Warning {
  code: WarningCode;
  message: string;
  component_type: Kind;
  component_id: number;
  field?: string;
}

export type WarningCode =
  | 'missing_config'
  | 'no_field_mappings'
  | 'unknown_system'
  | 'no_adapter_bound'
  | 'duplicate_formula_variable'
  | 'duplicate_sequence'
  | 'syntax_error'
  | 'foreign_value_mapping_set'
  | 'rule_without_service_request'
  | 'formulas_not_checked';

type Check = (structure: Structure) => Warning[];

/** How long the formulas of one integration may take to check; those that are left then are said to be unchecked. */
const FORMULAS_MS = 1_000;

/** What is worth a warning in the components that were read (domain.md 1.2, `read_integration`). */
export async function warningsOf(structure: Structure, clock = () => performance.now()): Promise<Warning[]> {
  return [...checks.flatMap((check) => check(structure)), ...(await syntaxErrors(structure, clock))];
}

const checks: readonly Check[] = [
  missingConfig,
  noFieldMappings,
  systemNotReachable,
  duplicateFormulaVariable,
  duplicateSequence,
  foreignValueMappingSet,
  ruleWithoutServiceRequest,
];

function missingConfig({ components: { integration = [] } }: Structure): Warning[] {
  const lacking = integration.filter((row) => row.config === undefined);
  const message = 'The integration has no configuration, so it cannot run. Write its config to give it one.';
  return lacking.map(({ id }) => ({
    code: 'missing_config',
    message,
    component_type: 'integration',
    component_id: id,
  }));
}

function noFieldMappings({ components: { servicerequest = [] }, mapped }: Structure): Warning[] {
  return servicerequest
    .filter((row) => !mapped.has(row.id))
    .map((row) => ({
      code: 'no_field_mappings',
      message: `The ${nameOf('servicerequest', row)} has no field mappings, so it sends an empty payload.`,
      component_type: 'servicerequest',
      component_id: row.id,
    }));
}

function systemNotReachable({ components: { servicerequest = [] }, boundSystems }: Structure): Warning[] {
  return servicerequest
    .filter((row) => row.active && row.system !== CALLINT && !boundSystems.has(row.system))
    .flatMap((row) => {
      const adapter = adapters.get(row.system);
      if (adapter?.fields === null) return [];
      const known = [...adapters.keys(), CALLINT].join(', ');
      return {
        code: adapter ? ('no_adapter_bound' as const) : ('unknown_system' as const),
        message: adapter
          ? `No active adapter config for ${row.system} is bound to the integration, so the ${nameOf('servicerequest', row)} will fail.`
          : `There is no system ${row.system}, so the ${nameOf('servicerequest', row)} will fail; there are ${known}.`,
        component_type: 'servicerequest' as const,
        component_id: row.id,
        field: 'system',
      };
    });
}

/** The engine's own system: another integration. */
const CALLINT = 'CALLINT';

function duplicateFormulaVariable({ components: { servicerequest = [] } }: Structure): Warning[] {
  const named = servicerequest.filter((row) => row.active && row.formula_variable !== undefined);
  return repeated(named, (row) => String(row.formula_variable)).map((row) => ({
    code: 'duplicate_formula_variable',
    message: `Another service request has the formula variable ${row.formula_variable} too; the later one hides the earlier.`,
    component_type: 'servicerequest',
    component_id: row.id,
    field: 'formula_variable',
  }));
}

function duplicateSequence(structure: Structure): Warning[] {
  return rowsByKind(structure).flatMap(([kind, rows]) => {
    const { columns, siblings } = components[kind];
    if (!('sequence' in columns)) return [];
    const place = (row: Cells) => JSON.stringify([...siblings, 'sequence'].map((column) => row[column] ?? null));
    const active = rows.filter((row) => row.active !== false);
    return repeated(active, place).map((row) => ({
      code: 'duplicate_sequence' as const,
      message: `The ${nameOf(kind, row)} has sequence ${row.sequence}, as another one beside it; their order is undefined.`,
      component_type: kind,
      component_id: row.id,
      field: 'sequence',
    }));
  });
}

async function syntaxErrors(structure: Structure, clock: () => number): Promise<Warning[]> {
  const found: Warning[] = [];
  const turns = new Turns();
  let spent = 0;
  for (const [kind, rows] of rowsByKind(structure)) {
    const formulas = Object.entries<Column>(components[kind].columns).filter(([, column]) => 'formula' in column);
    for (const row of rows) {
      for (const [field] of formulas) {
        if (row[field] === undefined) continue;
        await turns.next();
        if (spent > FORMULAS_MS) return [...found, notAllChecked(structure)];
        const started = clock();
        const problem = formulaProblem(String(row[field]));
        spent += clock() - started;
        if (!problem) continue;
        const place = `line ${problem.line}, column ${problem.column}`;
        const message = `${field} of the ${nameOf(kind, row)} cannot be run: ${problem.message} (${place}).`;
        found.push({ code: 'syntax_error', message, component_type: kind, component_id: row.id, field });
      }
    }
  }
  return found;
}

const notAllChecked = ({ id }: Structure): Warning => ({
  code: 'formulas_not_checked',
  message: 'There are too many formulas, or too large ones, to check the syntax of all of them here.',
  component_type: 'integration',
  component_id: id,
});

function foreignValueMappingSet(structure: Structure): Warning[] {
  return rowsByKind(structure).flatMap(([kind, rows]) =>
    kind === 'fieldmapping' || kind === 'validationrule'
      ? rows
          .filter((row) => typeof row.valuemappingset_id === 'number')
          .filter((row) => !structure.valueMappingSets.has(row.valuemappingset_id as number))
          .map((row) => ({
            code: 'foreign_value_mapping_set' as const,
            message: `The ${nameOf(kind, row)} uses value mapping set ${row.valuemappingset_id} of another integration.`,
            component_type: kind,
            component_id: row.id,
            field: 'valuemappingset_id',
          }))
      : [],
  );
}

function ruleWithoutServiceRequest({ components: { validationrule = [] } }: Structure): Warning[] {
  return validationrule
    .filter((row) => row.type !== 'INPUT' && row.servicerequest_id === undefined)
    .map((row) => ({
      code: 'rule_without_service_request',
      message: `The ${nameOf('validationrule', row)} checks a ${row.type} but names no service request, so it never applies.`,
      component_type: 'validationrule',
      component_id: row.id,
      field: 'servicerequest_id',
    }));
}

type Cells = ComponentRow<Kind> & Readonly<Record<string, unknown>>;

function rowsByKind(structure: Structure): [Kind, readonly Cells[]][] {
  return kinds.map((kind) => [kind, (structure.components[kind] ?? []) as readonly Cells[]]);
}

/** The rows that are like an earlier one. */
function repeated<Row>(rows: readonly Row[], key: (row: Row) => string): Row[] {
  const seen = new Set<string>();
  return rows.filter((row) => seen.size === seen.add(key(row)).size);
}

function nameOf(kind: Kind, row: Readonly<Record<string, unknown>> & { id: number }): string {
  const { title, known } = components[kind];
  return `${title} ${row[known] ?? row.id}`;
}
