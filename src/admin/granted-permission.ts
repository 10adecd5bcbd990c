import type { Holder } from '../queries/permission-log.js';
import { type UserPermission, userPermissions } from '../queries/user-permissions.js';
import type { Field, Row, Values } from './field.js';
import type { Model } from './model.js';

const fields: Readonly<Record<string, Field>> = {
  permission: {
    type: 'choice',
    choices: userPermissions,
    help: 'What is granted: a special right, which is about no single integration.',
    required: true,
    writable: 'at_creation',
  },
  granted_by_id: {
    type: 'reference',
    to: 'gateway.User',
    column: 'granted_by',
    help: 'Who granted it; null for the command line.',
    nullable: true,
    writable: 'never',
  },
  granted_at: { type: 'moment', help: 'When that was.', writable: 'never' },
};

/** What a model of special rights has beside its holder: staff see them, superusers grant them and take them away (domain.md 2.1). */
export const grantedPermission = (holderOf: (row: Row | Values) => Holder) =>
  ({
    permission: fields,
    needs: { view: 'staff', add: 'superuser', change: 'nobody', delete: 'superuser' },
    instead: { change: 'Delete it, and add another one.' },
    changesTools: true,

    async create(values, { queries, caller, at, refuse }) {
      const [holder, permission] = [holderOf(values), values.permission as UserPermission];
      const isNew = await queries.userPermissions.grant({ ...holder, permission, by: caller.id }, at);
      const id = (await queries.userPermissions.idOf(holder, permission)) as number;
      if (!isNew) refuse('invalid_value', `is granted there already, with the id ${id}.`, 'permission');
      return { id };
    },

    async delete(current, { queries, caller, at }) {
      const permission = current.permission as UserPermission;
      await queries.userPermissions.revoke({ ...holderOf(current), permission, by: caller.id }, at);
      return null;
    },
  }) satisfies Partial<Model> & { permission: typeof fields };
