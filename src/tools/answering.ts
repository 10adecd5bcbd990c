import { QueryError } from '../queries/query-error.js';

/** Waits for a query, and ends the call with the query's own words when it cannot be answered. */
export async function answering<T>(
  call: { fail(code: never, message: string, details?: Record<string, unknown>): never },
  query: Promise<T>,
): Promise<T> {
  try {
    return await query;
  } catch (error) {
    if (error instanceof QueryError) call.fail(error.code as never, error.message, error.details);
    throw error;
  }
}
