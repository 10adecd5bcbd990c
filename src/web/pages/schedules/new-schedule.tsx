import { ScheduleError } from '../../../schedules/schedule-error.js';
import { Schedules } from '../../../schedules/schedules.js';
import { page, redirect } from '../../answer.js';
import { Choices } from '../../parts/choices.js';
import { TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { Heading } from '../../parts/heading.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { NextRuns } from './next-runs.js';
import { ScheduleFields } from './schedule-fields.js';
import {
  fieldOf,
  NEW_SCHEDULE,
  type ReadSchedule,
  readSchedule,
  type ScheduleProblems,
  type TypedSchedule,
  typedIn,
} from './typed-schedule.js';

/** How many integrations are suggested. */
const MOST_SUGGESTED = 200;

/** The page on which a schedule is added: with a preview of its next runs, before there is one. */
export function newSchedule(services: SiteServices) {
  const { queries, access, now } = services;
  const schedules = new Schedules(queries, now);

  async function formPage(visit: Visit, typed: TypedSchedule, problems: ScheduleProblems = {}, preview?: ReadSchedule) {
    const { user } = visit;
    const names = await queries.integrations.names(user.id, { part: '', right: 'execute', limit: MOST_SUGGESTED });
    const hasProblems = Object.keys(problems).length > 0;
    return page(
      'Add a schedule',
      <>
        <Heading title="Add a schedule" above={[{ path: '/schedules', name: 'Schedules' }]} />
        {preview && !hasProblems && (
          <section class="card" aria-labelledby="preview">
            <h2 id="preview">Preview</h2>
            <NextRuns timing={preview.facts.timing} start={new Date(preview.facts.starts_at)} now={now()} />
            <p class="hint">Nothing is saved yet.</p>
          </section>
        )}
        <Form action="/schedules/new" class="card">
          <div class="fields">
            <TextField
              name="integration"
              label="Integration"
              hint="Its name or id; you must be allowed to see it and to run it."
              value={typed.integration}
              problem={problems.integration}
              list="integrations"
              autocomplete="off"
              required
            />
            {user.superuser && (
              <TextField
                name="user"
                label="Runs as"
                hint="A user who may run the integration, then and every time. Empty: you."
                value={typed.user}
                problem={problems.user}
                autocomplete="off"
              />
            )}
          </div>
          <Choices id="integrations" values={names} />
          <ScheduleFields typed={typed} problems={problems} />
          <div class="actions">
            <button type="submit">Add schedule</button>
            <button type="submit" class="quiet" name="preview" value="on">
              Preview
            </button>
            <a href="/schedules">Cancel</a>
          </div>
        </Form>
      </>,
      hasProblems ? 400 : 200,
    );
  }

  async function create(visit: Visit) {
    const { user, form } = visit;
    const typed = typedIn(form);
    const { facts, problems } = readSchedule(typed, now());
    const found = await access.integration(user, typed.integration);
    if (!found?.granted.has('read')) problems.integration = 'There is no such integration, or you may not see it.';
    const runner = typed.user === '' || !user.superuser ? user : await queries.users.find(typed.user);
    if (!runner) problems.user = 'There is no such user.';
    if (!found || !runner || Object.keys(problems).length > 0) return formPage(visit, typed, problems);
    if (form.checked('preview')) return formPage(visit, typed, {}, { facts, problems });
    try {
      const given = { ...facts, integration_id: found.ref.id, user_id: runner.id, active: true };
      return redirect(`/schedules/${await schedules.create(given, user)}?done=added`);
    } catch (error) {
      if (!(error instanceof ScheduleError)) throw error;
      // Who is not asked as whom it runs chooses the integration alone.
      const field = fieldOf(error);
      const place = field === 'user' && !user.superuser ? 'integration' : field;
      return formPage(visit, typed, { [place]: error.message });
    }
  }

  return {
    show: (visit: Visit) => formPage(visit, { ...NEW_SCHEDULE, integration: visit.query.get('integration') ?? '' }),
    create,
  };
}
