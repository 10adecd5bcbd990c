import { AdminError } from '../admin/admin-error.js';
import { CustomError } from '../engine/custom-error.js';
import { FrontendError } from '../frontends/frontend-error.js';
import { QueryError } from '../queries/query-error.js';

/** What says, in words for whoever asked, why something cannot be seen or done. Its code is one of the catalog's. */
const REFUSALS = [QueryError, AdminError, CustomError, FrontendError];

/** Waits for what was asked, and ends the call with the refusal's own words when it cannot be had. */
export async function answering<T>(
  call: { fail(code: never, message: string, details?: Record<string, unknown>): never },
  work: Promise<T>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!REFUSALS.some((kind) => error instanceof kind)) throw error;
    const { code, message, details } = error as QueryError;
    return call.fail(code as never, message, { ...details });
  }
}
