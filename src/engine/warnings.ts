import { adapters } from '../adapters/adapters.js';
import type { Column } from '../queries/column.js';
import type { ComponentRow } from '../queries/component-row.js';
import { components } from '../queries/components.js';
import { type Kind, kinds } from '../queries/kind.js';
import type { Structure } from '../queries/structure.js';
import { Turns } from '../queries/turns.js';
import { CALLINT } from './custom-system.js';
import { parseFormula } from './formula-syntax.js';
import { importedNames } from './module-syntax.js';

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
  | 'unbound_shared_module'
  | 'rule_without_service_request'
  | 'formulas_not_checked';

type Check = (structure: Structure) => Warning[];

/** How many systems of custom adapters a warning names. */
const SYSTEMS_NAMED = 10;

/** How long the formulas of one integration may take to check; those that are left then are said to be unchecked. */
const FORMULAS_MS = 1_000;

/** What is worth a warning in the components that were read (domain.md 1.2, `read_integration`). */
export async function warningsOf(structure: Structure, clock = () => performance.now()): Promise<Warning[]> {
  return [...checks.flatMap((check) => check(structure)), ...(await formulaWarnings(structure, clock))];
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

function systemNotReachable({
  components: { servicerequest = [] },
  boundSystems,
  customSystems,
}: Structure): Warning[] {
  return servicerequest
    .filter((row) => row.active && row.system !== CALLINT && !boundSystems.has(row.system))
    .flatMap((row) => {
      const adapter = adapters.get(row.system);
      if (adapter?.fields === null) return [];
      const isKnown = adapter !== undefined || customSystems.has(row.system);
      const known = [...adapters.keys(), CALLINT, ...[...customSystems].slice(0, SYSTEMS_NAMED)].join(', ');
      return {
        code: isKnown ? ('no_adapter_bound' as const) : ('unknown_system' as const),
        message: isKnown
          ? `No active adapter config for ${row.system} is bound to the integration, so the ${nameOf('servicerequest', row)} will fail. Whoever may use adapter configs binds one: on its page, or as a gateway.AdapterConfigBinding with django_admin.`
          : `There is no system ${row.system}, so the ${nameOf('servicerequest', row)} will fail; there are ${known}${customSystems.size > SYSTEMS_NAMED ? ', …' : ''}.`,
        component_type: 'servicerequest' as const,
        component_id: row.id,
        field: 'system',
      };
    });
}

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

async function formulaWarnings(structure: Structure, clock: () => number): Promise<Warning[]> {
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
        const of = { component_type: kind, component_id: row.id, field };
        const told = inFormula(String(row[field]), `${field} of the ${nameOf(kind, row)}`, structure.boundModules);
        spent += clock() - started;
        found.push(...told.map((warning) => ({ ...warning, ...of })));
      }
    }
  }
  return found;
}

/** What is worth a warning in one formula. */
function inFormula(source: string, title: string, bound: ReadonlySet<string>): Pick<Warning, 'code' | 'message'>[] {
  const parsed = parseFormula(source);
  if ('message' in parsed) {
    const place = `line ${parsed.line}, column ${parsed.column}`;
    return [{ code: 'syntax_error', message: `${title} cannot be run: ${parsed.message} (${place}).` }];
  }
  if (!source.includes('import_module')) return [];
  const missing = new Set(importedNames(parsed.tree).filter((name) => !bound.has(name)));
  return [...missing].map((name) => ({
    code: 'unbound_shared_module',
    message: `${title} imports the shared module ${JSON.stringify(name)}, which is not bound to the integration, or does not exist. Whoever may use shared modules binds it, as a gateway.SharedModuleBinding with django_admin.`,
  }));
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
