import type { Knex } from 'knex';
import { snapshot } from '../database/snapshot.js';
import { type DeleteContext, type Deleted, deleteComponent } from './deletion.js';
import type { Kind } from './kind.js';
import type { Conflict } from './last-saved.js';
import { type Found, type SearchContext, searchIntegration } from './search.js';
import { readStructure, type Structure } from './structure.js';
import { type WriteContext, type Written, writeIntegration } from './write.js';
import type { WriteRequest } from './write-request.js';

/** What integrations are made of. All of these throw a QueryError when the integration is gone. */
export interface ComponentQueries {
  /** An integration with its components of these kinds, all at one moment. */
  read(integrationId: number, kinds: readonly Kind[]): Promise<Structure>;
  /** Writes all of a request, or nothing. */
  write(request: WriteRequest, context: WriteContext): Promise<Written | Conflict>;
  /** Deletes a component with everything below it, or a whole integration. */
  delete(context: DeleteContext): Promise<Deleted | Conflict>;
  /** Finds a regular expression in the code fields of an integration. */
  search(context: SearchContext): Promise<Found>;
}

export function componentQueries(db: Knex): ComponentQueries {
  return {
    read: (integrationId, kinds) => snapshot(db, (trx) => readStructure(trx, integrationId, kinds)),
    write: (request, context) => writeIntegration(db, request, context),
    delete: (context) => deleteComponent(db, context),
    search: (context) => searchIntegration(db, context),
  };
}
