import { type ScheduleFacts, type Timing, weekdays } from '../../queries/schedules.js';
import { SCHEDULE_LIMITS, Schedules } from '../../schedules/schedules.js';
import { INTERVAL_LIMITS } from '../../schedules/timing.js';
import type { Desk } from '../desk.js';
import type { Row, Values } from '../field.js';
import { model } from '../model.js';

const CALENDAR = ['hour', 'minute', 'weekdays', 'months', 'days'] as const;

/** When integrations run by themselves (domain.md 9). */
export const schedule = model({
  name: 'gateway.Schedule',
  title: 'schedule',
  plural: 'schedules',
  description:
    'Lets an integration run by itself, as its user, until it is switched off: again and again after an interval (interval_ms), or by ' +
    'a calendar (hour and minute in UTC, and the weekdays, months and days on which it runs). The user must hold execute on the ' +
    'integration, at every run. Its user and superusers change it; whoever may write the integration may switch it off or delete it. ' +
    'Only schedules of your organization.',
  table: 'schedules',
  called: ({ name }) => String(name),
  fields: {
    name: {
      type: 'text',
      help: 'What it is called, among those of its integration.',
      required: true,
      maxLength: SCHEDULE_LIMITS.name,
    },
    integration_id: {
      type: 'reference',
      to: 'gateway.Integration',
      help: 'What runs.',
      required: true,
      writable: 'at_creation',
      indexed: true,
    },
    user_id: {
      type: 'reference',
      to: 'gateway.User',
      help: 'As whom it runs: whoever makes it. Superusers may name another.',
      writable: 'at_creation',
      indexed: true,
    },
    active: { type: 'boolean', help: 'Whether it runs.', default: true },
    starts_at: { type: 'moment', help: 'It does not run before; intervals are counted from here. Now, by default.' },
    interval_ms: {
      type: 'integer',
      min: INTERVAL_LIMITS.least_ms,
      max: INTERVAL_LIMITS.most_ms,
      help: 'After how many milliseconds it runs again; null when it runs by a calendar.',
      nullable: true,
    },
    hour: { type: 'integer', min: 0, max: 23, help: 'When it runs by a calendar: the hour, in UTC.', nullable: true },
    minute: { type: 'integer', min: 0, max: 59, help: 'The minute of that hour.', nullable: true },
    weekdays: {
      type: 'json',
      of: 'texts',
      help: `The days of the week on which it runs, of ${weekdays.join(', ')}; all of them when there are none.`,
      default: [],
    },
    months: {
      type: 'json',
      of: 'array',
      help: 'The months, from 1 to 12; all of them when there are none.',
      default: [],
    },
    days: {
      type: 'json',
      of: 'array',
      help: 'The days of the month, from 1 to 31; all of them when there are none. With weekdays, both have to fit.',
      default: [],
    },
    payload: {
      type: 'json',
      help: 'What the integration finds as input.payload. It is kept readably: secrets belong in vaults.',
      default: {},
      maxBytes: SCHEDULE_LIMITS.payload,
    },
    next_at: { type: 'moment', help: 'When it runs next.', nullable: true, writable: 'never', indexed: true },
    last_at: { type: 'moment', help: 'The last time for which it ran.', nullable: true, writable: 'never' },
    last_run_id: {
      type: 'integer',
      help: 'The run of that time; null when no history is stored.',
      nullable: true,
      writable: 'never',
    },
    problem: {
      type: 'text',
      help: 'Why it did not run the last time; null when it did.',
      nullable: true,
      writable: 'never',
    },
    problem_at: { type: 'moment', help: 'When that was.', nullable: true, writable: 'never' },
    created_at: { type: 'moment', help: 'When it was added.', writable: 'never' },
    updated_at: { type: 'moment', help: 'When it was last changed.', writable: 'never' },
  },
  needs: {
    view: { right: 'read', on: 'integration_id' },
    add: [
      { right: 'read', on: 'integration_id' },
      { right: 'execute', on: 'integration_id' },
    ],
    change: { right: 'read', on: 'integration_id' },
    delete: { right: 'read', on: 'integration_id' },
  },
  scopes: { write: 'execute' },
  ofOrganization: { user: 'user_id' },
  order: ['next_at'],
  unique: ['integration_id', 'name'],

  async create(values, desk) {
    const {
      name,
      integration_id,
      user_id = desk.caller.id,
      active,
      starts_at = desk.at.toISOString(),
      payload,
    } = values;
    const facts = { name, integration_id, user_id, active, starts_at, payload };
    const given = { ...facts, timing: timingOf(values, desk) } as Parameters<Schedules['create']>[0];
    return { id: await schedulesOf(desk).create(given, desk.caller) };
  },

  async change(current, values, desk) {
    const { interval_ms, hour, minute, weekdays: on, months, days, ...plain } = values;
    const isOtherTime = ['interval_ms', ...CALENDAR].some((field) => field in values);
    const timing = isOtherTime && timingOf({ ...timesOf(current), ...values }, desk);
    const changes = { ...plain, ...(timing && { timing }) } as Partial<ScheduleFacts>;
    await schedulesOf(desk).change(Number(current.id), changes, desk.caller);
    return undefined;
  },

  async delete({ id }, desk) {
    await schedulesOf(desk).delete(Number(id), desk.caller);
    return null;
  },
});

const schedulesOf = ({ queries, at }: Desk) => new Schedules(queries, () => at);

const timesOf = ({ interval_ms, hour, minute, weekdays: on, months, days }: Row): Values => ({
  interval_ms,
  hour,
  minute,
  weekdays: JSON.parse(String(on)),
  months: JSON.parse(String(months)),
  days: JSON.parse(String(days)),
});

/** Either an interval or a calendar, and nothing of the other. */
function timingOf(values: Values, desk: Desk): Timing {
  const { interval_ms = null, hour = null, minute = null, weekdays: on = [], months = [], days = [] } = values;
  const isCalendar = [hour, minute].some((part) => part !== null);
  if ((interval_ms !== null) === isCalendar) {
    desk.refuse('invalid_value', 'give interval_ms, or hour and minute, and null for the other.', 'interval_ms');
  }
  if (interval_ms !== null && [on, months, days].some((list) => (list as unknown[]).length > 0))
    desk.refuse('invalid_value', 'weekdays, months and days are those of a calendar; leave them empty.', 'interval_ms');
  const timing = interval_ms !== null ? { interval_ms } : { hour, minute, weekdays: on, months, days };
  return timing as Timing;
}
