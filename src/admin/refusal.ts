import { AdapterConfigError } from '../engine/adapter-config-error.js';
import { CustomError } from '../engine/custom-error.js';
import { SharedModuleError } from '../engine/shared-module-error.js';
import { FrontendError } from '../frontends/frontend-error.js';
import { brokenConstraint } from '../queries/broken-constraint.js';
import { QueryError } from '../queries/query-error.js';
import { ScheduleError } from '../schedules/schedule-error.js';
import { AdminError } from './admin-error.js';
import type { Model } from './model.js';

/** What queries, engine and database refuse, in the words of the admin models; null for anything else, which is our mistake. */
export function refusalOf(error: unknown, model: Model): AdminError | null {
  if (error instanceof AdminError) return error;
  if (error instanceof QueryError) {
    return new AdminError(error.code === 'last_superuser' ? 'forbidden' : 'invalid_value', error.message);
  }
  if (error instanceof AdapterConfigError) return new AdminError('invalid_value', error.message);
  if (error instanceof CustomError || error instanceof FrontendError || error instanceof SharedModuleError) {
    return new AdminError(error.code === 'not_found' ? 'not_found' : 'invalid_value', error.message);
  }
  if (error instanceof ScheduleError) return ofSchedule(error);
  const failure = brokenConstraint(error);
  if (failure === 'unique') {
    const fields = model.unique ?? [];
    const message = `There is one of the same ${fields.join(' and ') || 'values'} already.`;
    return new AdminError('invalid_value', message, { problems: fields.map((field) => ({ field, message })) });
  }
  if (failure !== 'foreign_key') return null;
  return new AdminError(
    'invalid_value',
    'It refers to something that was deleted meanwhile; look again, and repeat it.',
  );
}

function ofSchedule({ code, message, field }: ScheduleError): AdminError {
  const details = field === undefined ? {} : { problems: [{ field, message }] };
  return new AdminError(code === 'taken' ? 'invalid_value' : code, message, details);
}
