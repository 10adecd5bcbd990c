import { SHARED_MODULE_LIMITS, SharedModules } from '../../engine/shared-modules.js';
import type { NewSharedModule } from '../../queries/shared-modules.js';
import { counted } from '../counted.js';
import type { Desk } from '../desk.js';
import { model } from '../model.js';

const PERMITTED = { permission: 'shared_modules' } as const;

/** Code that several integrations share (domain.md 5.11). */
export const sharedModule = model({
  name: 'gateway.SharedModule',
  title: 'shared module',
  plural: 'shared modules',
  description:
    'An ECMAScript module that formulas of integrations import which are bound to it (gateway.SharedModuleBinding). A change holds ' +
    'for runs that start from now on, of all of them.',
  table: 'shared_modules',
  called: ({ name }) => String(name),
  fields: {
    name: {
      type: 'text',
      help: 'What formulas import: letters, digits and _, no digit first.',
      required: true,
      maxLength: SHARED_MODULE_LIMITS.name,
      indexed: true,
    },
    description: {
      type: 'text',
      help: 'What it is for.',
      nullable: true,
      maxLength: SHARED_MODULE_LIMITS.description,
      lines: true,
    },
    code: { type: 'code', help: 'JavaScript, with its exports.', required: true, maxLength: SHARED_MODULE_LIMITS.code },
    integrations: {
      type: 'references',
      to: 'gateway.Integration',
      through: { table: 'shared_module_bindings', own: 'shared_module_id', other: 'integration_id' },
      help: 'The integrations that may import it, as far as you may see them.',
      column: null,
      writable: 'never',
    },
    created_at: { type: 'moment', help: 'When it was added.', writable: 'never' },
    updated_at: { type: 'moment', help: 'When it was last changed.', writable: 'never' },
  },
  needs: { view: PERMITTED, add: PERMITTED, change: PERMITTED, delete: PERMITTED },
  scopes: { write: 'write' },
  order: ['name'],
  unique: ['name'],

  async create({ name, code, description = null }, desk) {
    const module = { name, code, description } as NewSharedModule;
    return { id: await modulesOf(desk).create(module) };
  },

  async change({ id }, values, desk) {
    await modulesOf(desk).change(Number(id), values as Partial<NewSharedModule>);
    return undefined;
  },

  async delete(current, desk) {
    const { length } = await desk.queries.sharedModules.bindings(Number(current.id));
    await modulesOf(desk).delete(Number(current.id));
    return counted(length, 'binding');
  },
});

const modulesOf = ({ queries, at }: Desk) => new SharedModules(queries, () => at);
