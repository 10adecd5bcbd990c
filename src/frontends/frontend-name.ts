import { FrontendError } from './frontend-error.js';
import { FRONTEND_LIMITS } from './frontend-limits.js';

const NAME = /^[A-Za-z0-9_-]+( [A-Za-z0-9_-]+)*$/;

/** @throws FrontendError `invalid_value` when a text cannot be the name of a frontend */
export function checkFrontendName(name: string): void {
  const problem =
    name.length > FRONTEND_LIMITS.name_length
      ? `has more than ${FRONTEND_LIMITS.name_length} characters.`
      : NAME.test(name)
        ? null
        : 'must be of letters (a to z), digits, dashes and underscores, with single blanks between words.';
  if (problem) throw new FrontendError('invalid_value', `The name ${JSON.stringify(name.slice(0, 100))} ${problem}`);
}

/** The last part of the address of a new frontend (domain.md 1.2, 7): `Mock CRM` becomes `mock-crm`. */
export const pathOfName = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

/** The folder of addresses below which a frontend is served. */
export const folderOf = (frontendPath: string): string => `/frontends/${frontendPath}/`;
