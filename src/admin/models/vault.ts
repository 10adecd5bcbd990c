import { LOCK_TIMEOUT_SECONDS, vaultNameProblem } from '../../engine/vault-name.js';
import { counted } from '../counted.js';
import type { Desk } from '../desk.js';
import { model } from '../model.js';

/** What integrations keep between runs (domain.md 3.12): for superusers alone, since its items can be read. */
export const vault = model({
  name: 'gateway.Vault',
  title: 'vault',
  plural: 'vaults',
  description:
    'Keeps items and secrets between runs. Integrations use it that are permitted to (gateway.VaultPermission), one run at a time. ' +
    'Deleting one deletes all that is in it.',
  table: 'vaults',
  called: ({ name }) => String(name),
  fields: {
    name: {
      type: 'text',
      help: 'What formulas open it by: letters, digits, spaces and . _ - only.',
      required: true,
      maxLength: 100,
      indexed: true,
    },
    lock_timeout_seconds: {
      type: 'integer',
      min: LOCK_TIMEOUT_SECONDS.least,
      max: LOCK_TIMEOUT_SECONDS.most,
      help: 'For how long one run may keep others waiting.',
      default: LOCK_TIMEOUT_SECONDS.usual,
    },
    locked_until: {
      type: 'moment',
      help: 'Until when a run has it, if one has it now.',
      nullable: true,
      writable: 'never',
    },
  },
  needs: { view: 'superuser', add: 'superuser', change: 'superuser', delete: 'superuser' },
  unique: ['name'],

  async create({ name, lock_timeout_seconds }, desk) {
    return { id: await desk.queries.vaults.create(named(name, desk), Number(lock_timeout_seconds)) };
  },

  async change({ id }, values, desk) {
    if (values.name !== undefined) named(values.name, desk);
    await desk.queries.vaults.change(Number(id), values);
    return undefined;
  },

  async delete({ name }, { queries }) {
    const found = (await queries.vaults.list()).find((listed) => listed.name === name);
    await queries.vaults.delete(String(name));
    return (
      [counted(found?.items ?? 0, 'item'), counted(found?.secrets ?? 0, 'secret')].filter(Boolean).join(' and ') || null
    );
  },
});

function named(given: unknown, desk: Desk): string {
  const problem = vaultNameProblem(String(given));
  return problem ? desk.refuse('invalid_value', problem, 'name') : String(given);
}
