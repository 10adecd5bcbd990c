import { newPasswordProblem } from '../../auth/new-password.js';
import { hashPassword } from '../../auth/password.js';
import { nameProblems } from '../../auth/user-names.js';
import { flagsOf, type UserKind } from '../../queries/users.js';
import { AdminError } from '../admin-error.js';
import type { Desk } from '../desk.js';
import type { Row, Values } from '../field.js';
import { model } from '../model.js';

/** People and service accounts (domain.md 2.1). Staff see them; only superusers make and change them. */
export const user = model({
  name: 'gateway.User',
  title: 'user',
  plural: 'users',
  description:
    'People, and service accounts that only execute integrations. Only superusers add and change them. Whoever is deactivated, ' +
    'becomes a service account or gets a new password is signed out of the pages.',
  table: 'users',
  called: ({ username }) => String(username),
  fields: {
    username: {
      type: 'text',
      help: 'The name to sign in with: letters, digits and . @ + - _ only.',
      required: true,
      writable: 'at_creation',
      maxLength: 150,
      indexed: true,
    },
    email: {
      type: 'text',
      help: 'The e-mail address; can be used to sign in, too.',
      label: 'E-mail address',
      nullable: true,
      maxLength: 254,
    },
    password: {
      type: 'encrypted',
      help: 'At least 12 characters. Without one, the user signs in with tokens or applications alone; null takes it away.',
      column: 'password_hash',
      nullable: true,
      maxLength: 1024,
    },
    active: {
      type: 'boolean',
      help: 'Whether the user may come in at all. Whoever is deactivated loses all sessions and tokens, for good.',
      default: true,
    },
    is_staff: {
      type: 'boolean',
      label: 'Staff',
      help: 'Whether the user may use MCP, and see what staff see.',
      default: false,
    },
    is_superuser: {
      type: 'boolean',
      label: 'Superuser',
      help: 'Whether the user may do everything, whatever else is granted. A superuser is staff, too.',
      default: false,
    },
    is_service_account: {
      type: 'boolean',
      label: 'Service account',
      help: 'Whether the user only executes integrations and cannot sign in to the pages. Excludes staff and superusers.',
      default: false,
    },
    organization_id: {
      type: 'reference',
      to: 'gateway.Organization',
      help: 'The organization; its members see the runs of its members alone.',
      nullable: true,
      indexed: true,
    },
    groups: {
      type: 'references',
      to: 'gateway.Group',
      through: { table: 'group_members', own: 'user_id', other: 'group_id' },
      help: 'The groups that the user is a member of; what is granted to them is granted to the user.',
      column: null,
      default: [],
    },
    created_at: { type: 'moment', help: 'When the user was added.', writable: 'never' },
    signed_in_at: {
      type: 'moment',
      help: 'When the user last signed in to the pages.',
      nullable: true,
      writable: 'never',
    },
  },
  needs: { view: 'staff', add: 'superuser', change: 'superuser', delete: 'nobody' },
  instead: { delete: 'Users are not deleted, because histories speak of them. Set active to false.' },
  unique: ['username'],
  changesTools: true,

  async prepare(values, current) {
    const { password, ...rest } = values;
    if (password === undefined) return values;
    if (typeof password !== 'string') return { ...rest, password_hash: null };
    const { username, email } = { ...current, ...values } as { username: string; email: string | null };
    const problem = newPasswordProblem(password, { username, email: email ?? null });
    if (problem)
      throw new AdminError('invalid_value', problem, { problems: [{ field: 'password', message: problem }] });
    return { ...rest, password_hash: await hashPassword(password) };
  },

  async create(values, desk) {
    const { queries, caller, at } = desk;
    const username = String(values.username);
    const email = textOf(values.email);
    refuseNames(await nameProblems(queries.users, { username, email }), desk);
    const kind = kindIn(values, {}, desk);
    const password_hash = textOf(values.password_hash);
    const organization_id = (values.organization_id ?? null) as number | null;
    const row = { username, email, password_hash, organization_id, ...flagsOf(kind) };
    const id = await queries.users.create(row, at, caller.id);
    if (values.active === false) await queries.users.setActive(username, false, at);
    await setGroups(id, [], values.groups, desk);
    return { id };
  },

  async change(current, values, desk) {
    const { queries, caller, at } = desk;
    const { id, username } = current as { id: number; username: string };
    const { email, organization_id } = { ...current, ...values } as {
      email: string | null;
      organization_id: number | null;
    };
    if (values.email !== undefined) refuseNames(await nameProblems(queries.users, { username: null, email }, id), desk);
    if (FLAGS.some((flag) => values[flag] !== undefined)) {
      await queries.users.setKind(id, kindIn(values, current, desk), caller.id, at);
    }
    await queries.users.update(id, { email, organization_id });
    if (values.active !== undefined) await queries.users.setActive(username, values.active === true, at);
    if (values.password_hash !== undefined) await queries.users.setPassword(id, textOf(values.password_hash));
    const groups = await queries.groups.ofUser(id);
    await setGroups(
      id,
      groups.map((group) => group.id),
      values.groups,
      desk,
    );
    return undefined;
  },
});

const FLAGS = ['is_staff', 'is_superuser', 'is_service_account'] as const;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function refuseNames(problems: Awaited<ReturnType<typeof nameProblems>>, desk: Desk): void {
  for (const field of ['username', 'email'] as const) {
    const problem = problems?.[field];
    if (problem) desk.refuse('invalid_value', problem, field);
  }
}

/** The kind that the flags make: those that are given, and beside them those that were. */
function kindIn(values: Values, current: Row, desk: Desk): UserKind {
  const flag = (name: (typeof FLAGS)[number]) => (values[name] ?? current[name]) === true;
  const superuser = flag('is_superuser');
  if (flag('is_service_account') && (superuser || flag('is_staff'))) {
    desk.refuse('invalid_value', 'A service account is neither staff nor a superuser.', 'is_service_account');
  }
  if (superuser && values.is_staff === false && current.is_staff === true) {
    desk.refuse('invalid_value', 'A superuser is staff, too; set is_superuser to false as well.', 'is_staff');
  }
  if (superuser) return 'superuser';
  if (flag('is_staff')) return 'staff';
  return flag('is_service_account') ? 'service account' : 'standard';
}

/** Puts the user into the groups, and takes the user out of the others. */
async function setGroups(user_id: number, before: readonly number[], wanted: unknown, desk: Desk): Promise<void> {
  if (!Array.isArray(wanted)) return;
  const { groups } = desk.queries;
  for (const group_id of wanted.filter((id) => !before.includes(id))) {
    await groups.add({ group_id, user_id, by: desk.caller.id }, desk.at);
  }
  for (const group_id of before.filter((id) => !wanted.includes(id))) {
    await groups.remove({ group_id, user_id, by: desk.caller.id }, desk.at);
  }
}
