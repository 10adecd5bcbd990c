import { Granting } from '../auth/granting.js';
import type { Holder } from '../queries/permission-log.js';
import { allRights, type Right } from '../queries/permissions.js';
import type { Desk } from './desk.js';
import type { BooleanField, Field, Row, Values } from './field.js';
import type { Model } from './model.js';

const RIGHTS = {
  read: 'To see the integration and its components.',
  write: 'To change them.',
  execute: 'To run it.',
  debug: 'To see its runs, whoever started them.',
} as const satisfies Record<Right, string>;

const right = (help: string): BooleanField => ({ type: 'boolean', help, default: false });

const fields: Readonly<Record<string, Field>> = {
  integration_id: {
    type: 'reference',
    to: 'gateway.Integration',
    help: 'The integration on which the rights are.',
    required: true,
    writable: 'at_creation',
  },
  ...Object.fromEntries(allRights.map((name) => [name, right(RIGHTS[name])])),
  granted_by_id: {
    type: 'reference',
    to: 'gateway.User',
    column: 'granted_by',
    help: 'Who granted what was granted last; null for the command line.',
    nullable: true,
    writable: 'never',
  },
  granted_at: { type: 'moment', help: 'When that was.', writable: 'never' },
};

/**
 * What a model of rights on integrations has beside its holder: staff see all of them, and hand on and take away those that they
 * hold themselves, as on the pages (domain.md 2.2). Granting keeps the rules and the permission log.
 */
export const grantedRights = (holderOf: (row: Row | Values) => Holder) =>
  ({
    rights: fields,
    needs: { view: 'staff', add: 'staff', change: 'staff', delete: 'staff' },
    changesTools: true,

    async create(values, desk) {
      const [holder, integrationId] = [holderOf(values), Number(values.integration_id)];
      const rights = allRights.filter((name) => values[name] === true);
      if (rights.length === 0) desk.refuse('invalid_value', 'grant one right at least.', 'read');
      const there = await desk.queries.permissions.idOf(holder, integrationId);
      if (there !== null) {
        desk.refuse(
          'invalid_value',
          `something is granted there already, with the id ${there}; change that.`,
          'integration_id',
        );
      }
      await apply('grant', { holder, integrationId, rights }, desk);
      return { id: (await desk.queries.permissions.idOf(holder, integrationId)) as number };
    },

    async change(current, values, desk) {
      const about = { holder: holderOf(current), integrationId: Number(current.integration_id) };
      const wanted = { ...current, ...values };
      if (allRights.every((name) => wanted[name] !== true)) {
        desk.refuse('invalid_value', 'nothing would be left of it; delete it instead.', 'read');
      }
      const differing = allRights.filter((name) => wanted[name] !== current[name]);
      await apply('grant', { ...about, rights: differing.filter((name) => wanted[name] === true) }, desk);
      await apply('revoke', { ...about, rights: differing.filter((name) => wanted[name] !== true) }, desk);
      return undefined;
    },

    async delete(current, desk) {
      const rights = allRights.filter((name) => current[name] === true);
      await apply('revoke', { holder: holderOf(current), integrationId: Number(current.integration_id), rights }, desk);
      return null;
    },
  }) satisfies Partial<Model> & { rights: typeof fields };

interface Change {
  readonly holder: Holder;
  readonly integrationId: number;
  readonly rights: readonly Right[];
}

async function apply(action: 'grant' | 'revoke', change: Change, desk: Desk): Promise<void> {
  if (change.rights.length === 0) return;
  const outcome = await new Granting(desk.queries)[action](desk.caller, change, desk.at);
  if ('refused' in outcome) desk.refuse('forbidden', outcome.refused);
}
