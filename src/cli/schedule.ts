import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { Config } from '../config.js';
import type { Queries } from '../queries/queries.js';
import type { ScheduleRow } from '../queries/schedules.js';
import { Schedules } from '../schedules/schedules.js';
import { nextTimes } from '../schedules/timing.js';
import { timingText } from '../schedules/timing-text.js';
import { CommandError } from './command-error.js';
import { withDatabase } from './database.js';
import { type TimingOptions, timingOf } from './schedule-timing.js';
import { table } from './table.js';

/** How many of the next runs are shown. */
const SHOWN_RUNS = 10;
/** Whoever gives commands may do what a superuser may. */
const COMMAND_LINE = { id: 0, superuser: true };

interface AddOptions extends TimingOptions {
  readonly integration: string;
  readonly user: string;
  readonly start?: string;
  readonly payload: string;
  readonly disabled?: true;
}

export function scheduleCommand(config: () => Config): Command {
  const schedule = new Command('schedule').description('manage schedules, by which integrations run by themselves');
  const on = <T>(work: (schedules: Schedules, queries: Queries) => Promise<T>): Promise<T> =>
    withDatabase(config(), (queries) => work(new Schedules(queries, () => new Date()), queries));

  schedule
    .command('add')
    .argument('<name>', 'what it is called')
    .description('let an integration run by itself, in the name of a user')
    .requiredOption('--integration <integration>', 'the path name or id of the integration')
    .requiredOption(
      '--user <username>',
      'as whom it runs: somebody who may execute the integration, then and every time',
    )
    .option('--every <interval>', 'again and again, counted from the start: 5m, 1h30m, 1500ms')
    .option('--at <time>', 'once a day, at this time in UTC: 06:30')
    .option('--weekdays <days>', 'with --at: on these days of the week alone, mon-fri,sun')
    .option('--months <months>', 'with --at: in these months alone, jan-mar,12')
    .option('--days <days>', 'with --at: on these days of the month alone, 1,15-20')
    .option('--start <moment>', 'not before, 2026-12-01T00:00:00Z (from now on)')
    .option('--payload <json>', 'what the integration finds as input.payload: JSON, or a file of it', '{}')
    .option('--disabled', 'do not run yet')
    .action(async (name: string, { integration, user, start, payload, disabled, ...timing }: AddOptions) => {
      const facts = {
        name,
        timing: timingOf(timing),
        starts_at: momentOf(start),
        payload: payloadOf(payload),
        active: !disabled,
      };
      const [id, next] = await on(async (schedules, queries) => {
        const found = await queries.integrations.find(integration);
        if (!found) throw new CommandError(`there is no integration "${integration}".`);
        const owner = await queries.users.find(user);
        if (!owner) throw new CommandError(`there is no user ${user}.`);
        const made = await schedules.create({ ...facts, integration_id: found.id, user_id: owner.id }, COMMAND_LINE);
        return [made, (await queries.schedules.byId(made))?.next_at];
      });
      console.log(`added ${id}: ${name}, ${next ? `next at ${moment(next)} UTC` : 'disabled'}`);
    });

  schedule
    .command('list')
    .description('list all schedules')
    .action(async () => {
      const rows = await on((_, { schedules }) => schedules.list(null));
      console.log(
        table(
          ['id', 'name', 'integration', 'user', 'runs', 'next (UTC)', 'last (UTC)', 'problem'],
          rows.map((row) => [
            String(row.id),
            row.name,
            row.path_name,
            row.username,
            timingText(row.timing),
            row.active ? moment(row.next_at) : 'disabled',
            moment(row.last_at),
            row.problem ?? '',
          ]),
        ),
      );
    });

  schedule
    .command('show')
    .argument('<schedule>', 'its name, or the id that "schedule list" shows')
    .description('show a schedule and its next runs')
    .action(async (given: string) => console.log(shown(await on((_, queries) => foundSchedule(queries, given)))));

  for (const [verb, active, description] of [
    ['enable', true, 'let a schedule run again; what it has missed is not made up for'],
    ['disable', false, 'let a schedule run no more; a run under way goes on'],
  ] as const) {
    schedule
      .command(verb)
      .argument('<schedule>', 'its name, or the id that "schedule list" shows')
      .description(description)
      .action(async (given: string) => {
        const { name } = await on(async (schedules, queries) => {
          const found = await foundSchedule(queries, given);
          await schedules.change(found.id, { active }, COMMAND_LINE);
          return found;
        });
        console.log(`${verb}d ${name}`);
      });
  }

  schedule
    .command('remove')
    .argument('<schedule>', 'its name, or the id that "schedule list" shows')
    .description('remove a schedule; its runs stay in the run history')
    .action(async (given: string) => {
      const { name } = await on(async (schedules, queries) => {
        const found = await foundSchedule(queries, given);
        await schedules.delete(found.id, COMMAND_LINE);
        return found;
      });
      console.log(`removed ${name}`);
    });

  return schedule;
}

async function foundSchedule({ schedules }: Queries, given: string): Promise<ScheduleRow> {
  const [found, ...others] = await schedules.named(given);
  if (others.length > 0) {
    const ids = [found, ...others].map((row) => `${row?.id} (${row?.path_name})`).join(', ');
    throw new CommandError(`several schedules are called "${given}"; give the id of one: ${ids}.`);
  }
  const byId = found ?? (/^[1-9]\d{0,8}$/.test(given) ? await schedules.byId(Number(given)) : undefined);
  if (byId) return byId;
  throw new CommandError(`there is no schedule "${given}".`);
}

function shown(row: ScheduleRow): string {
  const facts: [string, string][] = [
    ['id', String(row.id)],
    ['integration', row.path_name],
    ['runs as', row.username],
    ['runs', timingText(row.timing)],
    ['from (UTC)', moment(row.starts_at)],
    ['payload', JSON.stringify(row.payload)],
    ['last (UTC)', moment(row.last_at)],
    ...(row.problem ? [['problem', `${moment(row.problem_at)}: ${row.problem}`] as [string, string]] : []),
  ];
  const times = row.active ? nextTimes(row.timing, new Date(row.starts_at), new Date(), SHOWN_RUNS) : [];
  const next = times.map((time) => [moment(time.toISOString()), time.toLocaleString('sv-SE')]);
  const after = times.length > 0 ? table(['next runs (UTC)', 'here'], next) : 'It is disabled.';
  return `${table([row.name, ''], facts)}\n\n${after}`;
}

const moment = (at: string | null): string => (at === null ? 'never' : at.replace('T', ' ').replace(/(\.000)?Z$/, ''));

function momentOf(text: string | undefined): string {
  const at = text === undefined ? new Date() : new Date(/[Zz]$|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`);
  if (!Number.isNaN(at.getTime())) return at.toISOString();
  throw new CommandError(`--start is "${text}"; it must be a moment, like 2026-12-01T00:00:00Z.`);
}

function payloadOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (/^\s*[{["]/.test(text)) throw new CommandError(`--payload is no JSON: ${(error as Error).message}`);
  }
  try {
    return JSON.parse(readFileSync(text, 'utf8'));
  } catch (error) {
    throw new CommandError(`--payload is neither JSON nor a file of it: ${(error as Error).message}`);
  }
}
