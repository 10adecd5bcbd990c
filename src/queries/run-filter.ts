import type { Knex } from 'knex';
import { whereOfOrganization } from './run-visible.js';
import type { RunItemType } from './runs.js';

export type RunStatus = 'queued' | 'running' | 'success' | 'failure';

/** Which runs are looked for (domain.md 3.14). */
export interface RunFilter {
  /** ISO, UTC; both bounds included. */
  readonly start: string | null;
  readonly end: string | null;
  readonly status: RunStatus | null;
  readonly username: string | null;
  readonly runId: number | null;
  /** A step with this label, of this type. */
  readonly stepLabel: string | null;
  readonly stepType: RunItemType | null;
  /** A REQUEST step that failed, or one that did not. */
  readonly requestStatus: 'success' | 'failure' | null;
  /** Whether runs that another run has started are found too. */
  readonly subIntegrations: boolean;
  /** Whether DEBUG steps are looked at. One that is asked for by its type is. */
  readonly debug: boolean;
  /** The runs of its members alone: whoever searches belongs to it. */
  readonly organizationId?: number | null;
}

/** The part of a filter that the run itself decides; `runs` is the name of its table in the query. */
export function whereRun(query: Knex.QueryBuilder, filter: RunFilter): Knex.QueryBuilder {
  if (filter.runId !== null) query.where('runs.id', filter.runId);
  else if (!filter.subIntegrations) query.whereNull('runs.parent_run_id');
  if (filter.status !== null) query.where('runs.status', filter.status);
  if (filter.username !== null) query.where('runs.username', filter.username);
  if (filter.start !== null) query.where('runs.started_at', '>=', filter.start);
  if (filter.end !== null) query.where('runs.started_at', '<=', filter.end);
  return whereOfOrganization(query, filter.organizationId ?? null);
}

/** What a step has to be for a filter to be met. */
export interface StepCondition {
  readonly type: RunItemType | null;
  readonly label: string | null;
  readonly failed: boolean | null;
}

/** The steps that a run must have, one for each condition. A label goes with whatever type is asked for beside it. */
export function stepConditions({ stepLabel: label, stepType: type, requestStatus }: RunFilter): StepCondition[] {
  const conditions: StepCondition[] = [];
  if (requestStatus !== null) conditions.push({ type: 'REQUEST', label, failed: requestStatus === 'failure' });
  const said = requestStatus !== null && (type === null || type === 'REQUEST');
  if ((type !== null || label !== null) && !said) conditions.push({ type, label, failed: null });
  return conditions;
}

/** The part of a filter that one step decides; `run_items` is the name of its table in the query. */
export function whereStep(query: Knex.QueryBuilder, condition: StepCondition, filter: RunFilter): Knex.QueryBuilder {
  if (condition.type !== null) query.where('run_items.type', condition.type);
  else if (!filter.debug) query.whereNot('run_items.type', 'DEBUG');
  if (condition.label !== null) query.where('run_items.label', condition.label);
  if (condition.failed !== null) query.where('run_items.failed', condition.failed);
  return query;
}
