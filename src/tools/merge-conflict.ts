import type { MergeConflict } from '../../generated/schemas.js';
import type { Conflict } from '../queries/last-saved.js';

/** The answer to whoever would overwrite what somebody else has saved. */
export function mergeConflict({ path_name, current_last_saved }: Conflict): MergeConflict {
  return {
    success: false,
    error: 'merge_conflict',
    integration_name: path_name,
    current_last_saved,
    message:
      `Your information is out of date: ${path_name} was saved at ${current_last_saved}. ` +
      'Nothing was written. Read the integration again, and make your change on what it is now.',
  };
}
