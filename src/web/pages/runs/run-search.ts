import type { RunFilter, RunStatus } from '../../../queries/run-filter.js';
import type { RunItemType } from '../../../queries/runs.js';
import { parseMoment } from '../../../tools/moment.js';

/** The filters of the run history (domain.md 3.14), as they were typed and as they stand in the address. */
export interface RunSearchFields {
  readonly start: string;
  readonly end: string;
  readonly status: string;
  readonly integration: readonly string[];
  /** How a service request went. */
  readonly request: string;
  readonly label: string;
  readonly type: string;
  readonly user: string;
  readonly run: string;
  readonly text: string;
  readonly sub: boolean;
  readonly debug: boolean;
  /** Whether the page brings itself up to date. */
  readonly live: boolean;
  /** Where a later page begins. */
  readonly after: string;
}

export interface RunSearchAsked {
  readonly fields: RunSearchFields;
  readonly filter: RunFilter;
  /** What is wrong, by the field's name. */
  readonly problems: Readonly<Partial<Record<keyof RunSearchFields, string>>>;
}

export const runStatuses = ['success', 'failure', 'running', 'queued'] as const satisfies readonly RunStatus[];

export const stepTypes = [
  'INPUT',
  'REQUEST',
  'CALLINT',
  'VALIDATION FAILURE',
  'FAILURE',
  'DEBUG',
  'INFO',
  'IDEMPOTENT_REQUEST',
  'OUTPUT',
] as const satisfies readonly RunItemType[];

/** How long a filter may be, in characters, and how many integrations may be chosen. */
const LONGEST = 500;
const MOST_INTEGRATIONS = 200;
const MAX_ID = 2 ** 31 - 1;

/** Reads the filters from an address. */
export function runSearchOf(query: URLSearchParams): RunSearchAsked {
  const text = (name: string) => (query.get(name) ?? '').trim().slice(0, LONGEST);
  const fields: RunSearchFields = {
    start: text('start'),
    end: text('end'),
    status: text('status'),
    integration: [...new Set(query.getAll('integration').map((name) => name.trim()))]
      .filter((name) => name !== '' && name.length <= LONGEST)
      .slice(0, MOST_INTEGRATIONS),
    request: text('request'),
    label: text('label'),
    type: text('type'),
    user: text('user'),
    run: text('run'),
    text: text('text'),
    sub: query.has('sub'),
    debug: query.has('debug'),
    live: query.has('live'),
    after: text('after'),
  };
  const problems: Partial<Record<keyof RunSearchFields, string>> = {};
  const momentOf = (name: 'start' | 'end', dateAlone: 'beginning' | 'end') => {
    const moment = fields[name] === '' ? null : parseMoment(fields[name], dateAlone);
    if (fields[name] !== '' && moment === null)
      problems[name] = 'This is no date. Write it like 2026-11-22 or 2026-11-22 09:30.';
    return moment;
  };
  const oneOf = <T extends string>(name: 'status' | 'request' | 'type', choices: readonly T[]): T | null => {
    if (fields[name] === '') return null;
    const found = choices.find((choice) => choice === fields[name]);
    if (!found) problems[name] = `Choose one of ${choices.join(', ')}.`;
    return found ?? null;
  };
  const idOf = (name: 'run') => {
    if (fields[name] === '') return null;
    const id = /^\d{1,10}$/.test(fields[name]) ? Number(fields[name]) : 0;
    if (id > 0 && id <= MAX_ID) return id;
    problems[name] = 'A run’s id is a whole number.';
    return null;
  };
  const filter: RunFilter = {
    start: momentOf('start', 'beginning'),
    end: momentOf('end', 'end'),
    status: oneOf('status', runStatuses),
    username: fields.user || null,
    runId: idOf('run'),
    stepLabel: fields.label || null,
    stepType: oneOf('type', stepTypes),
    requestStatus: oneOf('request', ['success', 'failure']),
    subIntegrations: fields.sub,
    debug: fields.debug,
  };
  if (filter.start && filter.end && filter.start > filter.end) problems.end = 'The end lies before the start.';
  return { fields, filter, problems };
}

/** The address that shows these filters, without those that are not set. */
export function runSearchAddress(fields: RunSearchFields, path = '/runs'): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (Array.isArray(value)) for (const each of value) query.append(name, each);
    else if (value === true) query.set(name, 'on');
    else if (value !== '' && value !== false) query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Whether steps or a text decide, which takes longer and which the chart does not look at. */
export const searchesSteps = ({ request, label, type, text }: RunSearchFields): boolean =>
  [request, label, type, text].some((value) => value !== '');
