import type { ScheduleRow } from '../../../queries/schedules.js';
import { ScheduleError } from '../../../schedules/schedule-error.js';
import { Schedules } from '../../../schedules/schedules.js';
import { redirect } from '../../answer.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound, WebError } from '../../web-error.js';
import { pathId } from '../people/path-id.js';
import { listPage } from './list.js';
import { newSchedule } from './new-schedule.js';
import { schedulePage } from './schedule-page.js';
import { fieldOf, readSchedule, typedIn } from './typed-schedule.js';

/** Schedules (domain.md 9): everybody sees those of the integrations that they may read. */
export function scheduleRoutes(services: SiteServices): Route[] {
  const { queries, now } = services;
  const schedules = new Schedules(queries, now);
  const { show, create } = newSchedule(services);

  async function scheduleOf(visit: Visit): Promise<ScheduleRow> {
    const found = await queries.schedules.visible(visit.user, pathId(visit));
    if (!found) throw notFound('schedule');
    return found;
  }

  async function save(visit: Visit) {
    const schedule = await scheduleOf(visit);
    const typed = typedIn(visit.form);
    const read = readSchedule(typed, now());
    const { facts, problems } = read;
    if (Object.keys(problems).length > 0) return schedulePage(services, visit, schedule, { typed, problems });
    if (visit.form.checked('preview')) return schedulePage(services, visit, schedule, { typed, preview: read });
    try {
      await schedules.change(schedule.id, facts, visit.user);
      return redirect(`/schedules/${schedule.id}?done=saved`);
    } catch (error) {
      if (!(error instanceof ScheduleError)) throw error;
      if (error.code === 'forbidden' || error.code === 'not_found') throw refused(error);
      return schedulePage(services, visit, schedule, { typed, problems: { [fieldOf(error)]: error.message } });
    }
  }

  async function setActive(visit: Visit) {
    const { id } = await scheduleOf(visit);
    const active = visit.form.checked('active');
    await schedules.change(id, { active }, visit.user).catch(refuse);
    return redirect(`/schedules/${id}?done=${active ? 'on' : 'off'}`);
  }

  async function remove(visit: Visit) {
    const { id } = await scheduleOf(visit);
    await schedules.delete(id, visit.user).catch(refuse);
    return redirect('/schedules?done=deleted');
  }

  return [
    get('/schedules', 'user', listPage(services)),
    get('/schedules/new', 'user', show),
    post('/schedules/new', 'user', create),
    get('/schedules/:id', 'user', async (visit) => schedulePage(services, visit, await scheduleOf(visit))),
    post('/schedules/:id', 'user', save),
    post('/schedules/:id/active', 'user', setActive),
    post('/schedules/:id/delete', 'user', remove),
  ];
}

const refused = ({ code, message }: ScheduleError): WebError =>
  code === 'not_found' ? notFound('schedule') : new WebError(code === 'forbidden' ? 403 : 409, 'Not done', message);

function refuse(error: unknown): never {
  throw error instanceof ScheduleError ? refused(error) : error;
}
