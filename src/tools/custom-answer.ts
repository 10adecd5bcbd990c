import { CustomError } from '../engine/custom-error.js';

/** Waits for what was asked of custom adapters, and ends the call with what is wrong with it. */
export async function customAnswer<T>(
  call: { fail(code: never, message: string, details?: Record<string, unknown>): never },
  work: Promise<T>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CustomError) {
      const { code, message, problems } = error;
      call.fail(code as never, message, problems.length > 0 ? { problems } : {});
    }
    throw error;
  }
}
