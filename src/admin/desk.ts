import type { Keyring } from '../crypto/keyring.js';
import { allRights, type Right } from '../queries/permissions.js';
import type { Queries } from '../queries/queries.js';
import { AdminError, type AdminErrorCode } from './admin-error.js';
import type { Caller } from './caller.js';
import type { Row, Values } from './field.js';
import type { Model } from './model.js';
import { storedOf } from './stored.js';

/** What the models' functions need beside the database. */
export interface AdminServices {
  readonly keyring: Keyring;
  /** The address that people use, without a slash at the end. */
  readonly publicUrl: string;
  /** Where the gateway's own files are. */
  readonly projectDir: string;
  /** Why a tool that a user defines cannot be as it is given; null when it can. */
  readonly toolProblem: (tool: {
    readonly name?: string;
    readonly input_schema?: Readonly<Record<string, unknown>>;
  }) => ToolProblem | null | Promise<ToolProblem | null>;
}

interface ToolProblem {
  readonly field: 'name' | 'input_schema';
  readonly message: string;
}

/** Where a change is made: who makes it, when, and with the queries of the one transaction in which all of it happens. */
export class Desk {
  constructor(
    readonly caller: Caller,
    readonly model: Model,
    /** Those of the transaction. */
    readonly queries: Queries,
    readonly services: AdminServices,
    readonly at: Date,
    /** Aborted when the caller's time is up: nothing is committed then. */
    readonly signal: AbortSignal,
    /** Whether an application asks for the caller, which may be allowed less than the caller is. */
    readonly byApplication: boolean,
  ) {}

  /** The values as the table keeps them: by column, JSON as text, without those that stand in no column of it. */
  stored(values: Values): Row {
    return storedOf(this.model, values);
  }

  /** The rights that the caller holds on an integration; all of them for a superuser. */
  rightsOn = async (integrationId: number): Promise<ReadonlySet<Right>> => {
    if (this.caller.superuser) return new Set(allRights);
    const granted = await this.queries.permissions.on(this.caller.id, integrationId);
    return new Set(allRights.filter((right) => granted.some((rights) => rights[right])));
  };

  /** Ends the change: nothing of it is kept. Name the field where it is about one. */
  refuse(code: AdminErrorCode, message: string, field?: string): never {
    throw new AdminError(code, message, field === undefined ? {} : { problems: [{ field, message }] });
  }
}
