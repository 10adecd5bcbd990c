import { components } from '../queries/components.js';
import type { Kind } from '../queries/kind.js';
import type { Definition } from './definition.js';
import { parsePath, type Segment } from './field-path.js';
import { type Analysed, type FormulaPlace, readFormula } from './formula.js';

/** A formula of a plan, by its number in `Plan.formulas`; null when there is none. */
type Formula = number | null;

type Path = readonly (string | number | { readonly formula: number })[];

export interface PlannedMapping {
  readonly place: FormulaPlace;
  readonly path: Path;
  readonly value: Formula;
  /** In place of a formula that is a literal. */
  readonly constant: Analysed['constant'];
  /** Whether there is nothing to run but the value's formula. */
  readonly isSimple: boolean;
  readonly forEach: Formula;
  readonly includeIf: Formula;
  readonly type: string | null;
  readonly set: number | null;
  readonly nullable: boolean;
}

export interface PlannedRule {
  readonly id: number;
  /** How messages name what it checks. */
  readonly name: string;
  readonly field: Formula;
  readonly rule: Formula;
  readonly applyIf: Formula;
  readonly forEach: Formula;
  readonly passHook: Formula;
  readonly failHook: Formula;
  readonly set: number | null;
  readonly side: string | null;
  readonly maxLength: number | null;
  readonly abort: boolean;
}

export interface PlannedMask {
  readonly id: number;
  readonly place: FormulaPlace;
  readonly path: Path;
  readonly applyIf: Formula;
  /** A condition that is a path: it holds where there is something at it. */
  readonly applyIfPath: Path | null;
  readonly forEach: Formula;
  readonly atLeast: number;
}

type HookName =
  | 'before_prepare_request_hook'
  | 'after_prepare_request_success_hook'
  | 'after_prepare_request_failure_hook'
  | 'before_execute_request_hook'
  | 'after_execute_request_success_hook'
  | 'after_execute_request_failure_hook'
  | 'after_overall_success_hook'
  | 'after_overall_failure_hook';

export interface PlannedRequest {
  readonly id: number;
  readonly place: FormulaPlace;
  readonly system: string;
  readonly serviceName: string | null;
  readonly variable: string | null;
  /** How messages name it. */
  readonly name: string;
  readonly forEach: Formula;
  readonly callIf: Formula;
  readonly abort: boolean;
  readonly skipWithoutSubRequests: boolean;
  readonly hooks: Readonly<Record<HookName, Formula>>;
  readonly mappings: readonly PlannedMapping[];
  readonly requestRules: readonly PlannedRule[];
  readonly responseRules: readonly PlannedRule[];
  readonly masks: readonly PlannedMask[];
  readonly children: readonly PlannedRequest[];
}

export interface Plan {
  readonly formulas: readonly Analysed[];
  readonly before: Formula;
  readonly onSuccess: Formula;
  readonly onFailure: Formula;
  readonly lastly: Formula;
  readonly inputMasks: readonly PlannedMask[];
  readonly inputRules: readonly PlannedRule[];
  readonly requests: readonly PlannedRequest[];
  /** Everything that keeps the integration from running, a sentence each. */
  readonly problems: readonly string[];
}

type Row = { readonly id: number } & Readonly<Record<string, unknown>>;

const remembered = new WeakMap<Definition, Plan>();

/** The plan of an integration; made once for as long as its definition is the same. */
export function planOf(definition: Definition): Plan {
  const plan = remembered.get(definition) ?? plannedFrom(definition);
  remembered.set(definition, plan);
  return plan;
}

/** Reads every formula and path of an integration, and orders its parts as they will be run. */
function plannedFrom(definition: Definition): Plan {
  const { fieldMappings, validationRules, masks, serviceRequests, valueMappingSets } = definition;
  const formulas: Analysed[] = [];
  const problems: string[] = [];
  const sets = new Set(valueMappingSets.map(({ id }) => id));

  const placeOf = (kind: Kind, row: Row, field: string): FormulaPlace => {
    const { title, known } = components[kind];
    return { kind, id: row.id, field, title: `${title} ${row[known] ?? row.id}` };
  };
  const numbered = (formula: Analysed): number => formulas.push(formula) - 1;
  const formula = (kind: Kind, row: Row, field: string): Formula => {
    const source = row[field];
    if (typeof source !== 'string') return null;
    const place = placeOf(kind, row, field);
    const read = readFormula(source);
    if (!('message' in read)) return numbered({ ...read, place });
    const line = source.split('\n')[read.line - 1]?.trim() ?? '';
    problems.push(`${place.title}, ${field}, line ${read.line}, column ${read.column}: ${read.message} (${cut(line)})`);
    return null;
  };
  const path = (kind: Kind, row: Row, field: string): Path => {
    const place = placeOf(kind, row, field);
    const parsed = parsePath(String(row[field]), place);
    if ('message' in parsed) {
      problems.push(`${place.title}, ${field}: ${parsed.message}`);
      return [];
    }
    return parsed.map((segment: Segment) =>
      typeof segment === 'object' ? { formula: numbered(segment.formula) } : segment,
    );
  };
  const setOf = (kind: Kind, row: Row & { valuemappingset_id?: number }): number | null => {
    const { valuemappingset_id: set } = row;
    if (set === undefined || sets.has(set)) return set ?? null;
    problems.push(`${placeOf(kind, row, '').title}: value mapping set ${set} is not one of this integration`);
    return null;
  };

  const mappingOf = (row: Definition['fieldMappings'][number]): PlannedMapping => {
    const value = formula('fieldmapping', row, 'value');
    const keys = path('fieldmapping', row, 'field');
    const includeIf = formula('fieldmapping', row, 'include_if');
    return {
      place: placeOf('fieldmapping', row, 'value'),
      value,
      constant: value === null ? null : (formulas[value]?.constant ?? null),
      path: keys,
      isSimple: value !== null && includeIf === null && keys.every((key) => typeof key !== 'object'),
      forEach: formula('fieldmapping', row, 'include_for_each'),
      includeIf,
      type: row.value_type ?? null,
      set: setOf('fieldmapping', row),
      nullable: row.nullable,
    };
  };
  const ruleOf = (row: Definition['validationRules'][number]): PlannedRule => ({
    id: row.id,
    name: row.message_substitution_name ?? (row.field ? cut(row.field) : `validation rule ${row.id}`),
    field: formula('validationrule', row, 'field'),
    rule: formula('validationrule', row, 'rule'),
    applyIf: formula('validationrule', row, 'apply_if'),
    forEach: formula('validationrule', row, 'apply_to_each'),
    passHook: formula('validationrule', row, 'pass_hook'),
    failHook: formula('validationrule', row, 'fail_hook'),
    set: setOf('validationrule', row),
    side: row.valuemappingset_side ?? null,
    maxLength: row.max_length ?? null,
    abort: row.abort_on_failure,
  });
  const maskOf = (row: Definition['masks'][number]): PlannedMask => {
    // As the domain's sample writes it, a condition may be a path (domain.md 10.8).
    const isPath = /^\s*\[\s*(["']).*\1\s*\]\s*$/.test(row.apply_if ?? '');
    const applies = definition.config.engine_version !== '1.0.0';
    return {
      id: row.id,
      place: placeOf('mask', row, 'field'),
      path: path('mask', row, 'field'),
      applyIf: applies && !isPath ? formula('mask', row, 'apply_if') : null,
      applyIfPath: applies && isPath ? path('mask', row, 'apply_if') : null,
      forEach: formula('mask', row, 'apply_to_each'),
      atLeast: row.abort_if_not_applied_x_times,
    };
  };

  const rulesOf = (type: string, request?: number) =>
    validationRules.filter((row) => row.type === type && (type === 'INPUT' || row.servicerequest_id === request));
  const requestOf = (row: Definition['serviceRequests'][number]): PlannedRequest => {
    const hook = (name: HookName) => formula('servicerequest', row, name);
    return {
      id: row.id,
      place: placeOf('servicerequest', row, ''),
      system: row.system,
      serviceName: row.service_name ?? null,
      variable: row.formula_variable ?? null,
      name: row.message_substitution_name ?? row.formula_variable ?? `${row.system} ${row.service_name ?? ''}`.trim(),
      forEach: formula('servicerequest', row, 'call_for_each'),
      callIf: formula('servicerequest', row, 'call_if'),
      abort: row.abort_after_execute_request_failure,
      skipWithoutSubRequests: row.skip_execute_if_no_sub_requests,
      hooks: {
        before_prepare_request_hook: hook('before_prepare_request_hook'),
        after_prepare_request_success_hook: hook('after_prepare_request_success_hook'),
        after_prepare_request_failure_hook: hook('after_prepare_request_failure_hook'),
        before_execute_request_hook: hook('before_execute_request_hook'),
        after_execute_request_success_hook: hook('after_execute_request_success_hook'),
        after_execute_request_failure_hook: hook('after_execute_request_failure_hook'),
        after_overall_success_hook: hook('after_overall_success_hook'),
        after_overall_failure_hook: hook('after_overall_failure_hook'),
      },
      mappings: fieldMappings.filter(({ servicerequest_id }) => servicerequest_id === row.id).map(mappingOf),
      requestRules: rulesOf('REQUEST', row.id).map(ruleOf),
      responseRules: rulesOf('RESPONSE', row.id).map(ruleOf),
      masks: masks.filter((mask) => mask.type === 'RESPONSE' && mask.servicerequest_id === row.id).map(maskOf),
      children: serviceRequests.filter((child) => child.parent_servicerequest_id === row.id).map(requestOf),
    };
  };

  const { integration } = definition;
  const hook = (name: string) => formula('integration', integration as Row, name);
  return {
    before: hook('before_hook'),
    onSuccess: hook('on_success_hook'),
    onFailure: hook('on_failure_hook'),
    lastly: hook('finally_hook'),
    inputMasks: masks.filter((mask) => mask.type === 'INPUT').map(maskOf),
    requests: serviceRequests.filter((row) => row.parent_servicerequest_id === undefined).map(requestOf),
    inputRules: rulesOf('INPUT').map(ruleOf),
    formulas,
    problems,
  };
}

/** What the formulas' world needs of a plan: its service requests by id, children too. */
export function guestPlan({ requests, inputMasks, inputRules }: Plan) {
  const all = (list: readonly PlannedRequest[]): PlannedRequest[] => list.flatMap((one) => [one, ...all(one.children)]);
  const known = all(requests).map(({ children, hooks, ...request }) => [request.id, request]);
  return { requests: Object.fromEntries(known), inputMasks, inputRules };
}

const LONGEST_SHOWN = 80;
const cut = (text: string): string => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
