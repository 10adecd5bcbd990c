import type { ScheduleRow } from '../../../queries/schedules.js';
import { timingText } from '../../../schedules/timing-text.js';
import { page } from '../../answer.js';
import { Confirmed } from '../../parts/confirmed.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { Fact } from '../../parts/fact.js';
import { Form } from '../../parts/form.js';
import { Heading } from '../../parts/heading.js';
import { Moment } from '../../parts/moment.js';
import { Notice } from '../../parts/notice.js';
import { Scrolled } from '../../parts/scrolled.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { DONE } from './done.js';
import { NextRuns } from './next-runs.js';
import { ScheduleFields } from './schedule-fields.js';
import { ScheduleState } from './schedule-state.js';
import { type ReadSchedule, type ScheduleProblems, type TypedSchedule, typedOf } from './typed-schedule.js';

/** What was typed to change a schedule, and is not saved. */
export interface ScheduleTry {
  readonly typed: TypedSchedule;
  readonly problems: ScheduleProblems;
  /** When it would run then; null where that was not asked for, or is not known. */
  readonly preview: ReadSchedule | null;
}

/** One schedule: when it runs and did, and all that the visitor may do with it. */
export async function schedulePage(
  { access, now }: SiteServices,
  { user }: Visit,
  schedule: ScheduleRow,
  { typed = typedOf(schedule), problems = {}, preview = null }: Partial<ScheduleTry> = {},
) {
  const found = await access.integration(user, schedule.path_name);
  const mayChange = user.superuser || schedule.user_id === user.id;
  const mayStop = mayChange || found?.granted.has('write') === true;
  const { id, name, active } = schedule;
  const path = `/schedules/${id}`;
  const [timing, start] = preview
    ? [preview.facts.timing, preview.facts.starts_at]
    : [schedule.timing, schedule.starts_at];
  return page(
    name,
    <>
      <Heading title={name} above={[{ path: '/schedules', name: 'Schedules' }]}>
        <ScheduleState schedule={schedule} />
        {mayStop && active && <Switch path={path} active={false} label="Switch off" />}
        {mayChange && !active && <Switch path={path} active label="Switch on" />}
      </Heading>
      <DoneNotice texts={DONE} />
      {schedule.problem && active && (
        <Notice kind="warning">
          It did not run at <Moment at={schedule.problem_at} /> UTC: {schedule.problem}
        </Notice>
      )}
      <Facts schedule={schedule} mayDebug={found?.granted.has('debug') === true} />
      {(active || preview) && (
        <section class="card" aria-labelledby="next">
          <h2 id="next">{preview ? 'Preview' : 'Next runs'}</h2>
          <NextRuns timing={timing} start={new Date(start)} now={now()} />
          {preview && <p class="hint">Nothing is saved yet.</p>}
        </section>
      )}
      {mayChange && (
        <section class="card" aria-labelledby="settings">
          <h2 id="settings">Settings</h2>
          <Form action={path}>
            <ScheduleFields typed={typed} problems={problems} />
            <div class="actions">
              <button type="submit">Save</button>
              <button type="submit" class="quiet" name="preview" value="on">
                Preview
              </button>
            </div>
          </Form>
        </section>
      )}
      {mayStop && (
        <Confirmed
          label="Delete the schedule…"
          question={`${name} does not run any more. Its runs stay in the run history.`}
          action={`${path}/delete`}
          button={`Delete ${name}`}
        />
      )}
    </>,
    Object.keys(problems).length > 0 ? 400 : 200,
  );
}

const Switch = ({ path, active, label }: { path: string; active: boolean; label: string }) => (
  <Form action={`${path}/active`}>
    {active && <input type="hidden" name="active" value="on" />}
    <button type="submit" class={active ? undefined : 'quiet'}>
      {label}
    </button>
  </Form>
);

const Facts = ({ schedule, mayDebug }: { schedule: ScheduleRow; mayDebug: boolean }) => (
  <dl class="facts card">
    <Fact name="Integration">
      <a href={`/integrations/${schedule.integration_id}`}>{schedule.path_name}</a>
    </Fact>
    <Fact name="Runs as">{schedule.username}</Fact>
    <Fact name="When">{timingText(schedule.timing)}</Fact>
    <Fact name="Not before (UTC)">
      <Moment at={schedule.starts_at} />
    </Fact>
    <Fact name="Last run (UTC)">
      <Moment at={schedule.last_at} />
      {mayDebug && schedule.last_run_id !== null && (
        <>
          {', '}
          <a href={`/runs/${schedule.last_run_id}`}>{`run ${schedule.last_run_id}`}</a>
        </>
      )}
    </Fact>
    <Fact name="Payload">
      <Scrolled label="Payload">
        <pre>
          <code>{JSON.stringify(schedule.payload, null, 2)}</code>
        </pre>
      </Scrolled>
    </Fact>
  </dl>
);
