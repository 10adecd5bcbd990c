import type { Knex } from 'knex';
import { isCopyUnfinished } from '../database/copy-progress.js';
import { CopyError } from './database-copy.js';

/** For whoever is about to work on a database. @throws CopyError when it is half copied: what is done there would be lost, or mixed in */
export async function refuseUnfinishedCopy(db: Knex): Promise<void> {
  if (!(await isCopyUnfinished(db))) return;
  throw new CopyError(
    'a copy into this database is unfinished; run "gateway database copy" again, which goes on with it.',
  );
}
