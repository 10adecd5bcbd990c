export type ScheduleProblem = 'invalid_value' | 'forbidden' | 'not_found' | 'taken';

/** A schedule cannot be what somebody wants it to be; the message is a sentence for that person. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';

  constructor(
    readonly code: ScheduleProblem,
    message: string,
    /** The field of a schedule that it is about. */
    readonly field?: string,
  ) {
    super(message);
  }
}
