import type { FormulaPlace } from './formula.js';
import type { RunErrorType } from './runner.js';
import { SandboxError } from './sandbox-error.js';

/** Ends a run, or a service request, as failed. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';

  constructor(
    readonly type: RunErrorType,
    message: string,
    readonly place: FormulaPlace | null = null,
    /** All that helps to find the cause; the message when nothing more is known. */
    readonly report: string = message,
    /** Whether the run fails although the service request's abort flag is off. */
    readonly always = false,
  ) {
    super(message);
  }

  /** Whatever was thrown, as the failure that it is. */
  static of(error: unknown): RunFailure {
    if (error instanceof RunFailure) return error;
    if (error instanceof SandboxError) {
      const { place } = error;
      const where = place ? `${place.title}, ${place.field}: ` : '';
      return new RunFailure(error.type, `${where}${error.message}${error.at}`, place, error.report);
    }
    const { message, stack } = error as Error;
    return new RunFailure(
      'gateway_failed',
      'The gateway failed while it ran this integration.',
      null,
      stack ?? message,
    );
  }
}
