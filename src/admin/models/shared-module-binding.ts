import { SharedModules } from '../../engine/shared-modules.js';
import { model } from '../model.js';

const PERMITTED = { permission: 'shared_modules' } as const;
const WRITING = { right: 'write', on: 'integration_id' } as const;

/** Which integrations may import which shared modules (domain.md 5.11). */
export const sharedModuleBinding = model({
  name: 'gateway.SharedModuleBinding',
  title: 'shared module binding',
  plural: 'shared module bindings',
  description: 'That the formulas of an integration may import a shared module.',
  table: 'shared_module_bindings',
  fields: {
    shared_module_id: {
      type: 'reference',
      to: 'gateway.SharedModule',
      help: 'The module.',
      required: true,
      writable: 'at_creation',
      indexed: true,
    },
    integration_id: {
      type: 'reference',
      to: 'gateway.Integration',
      help: 'The integration that may import it.',
      required: true,
      writable: 'at_creation',
    },
  },
  needs: {
    view: [PERMITTED, { right: 'read', on: 'integration_id' }],
    add: [PERMITTED, WRITING],
    change: 'nobody',
    delete: [PERMITTED, WRITING],
  },
  scopes: { write: 'write' },
  instead: { change: 'Delete it, and add another one.' },
  unique: ['shared_module_id', 'integration_id'],

  async create({ shared_module_id, integration_id }, { queries, at, refuse }) {
    const [id, integrationId] = [Number(shared_module_id), Number(integration_id)];
    const isNew = await new SharedModules(queries, () => at).bind(id, integrationId);
    if (!isNew) refuse('invalid_value', 'is bound to it already.', 'integration_id');
    return { id: (await queries.sharedModules.bindingId(id, integrationId)) as number };
  },

  async delete({ shared_module_id, integration_id }, { queries }) {
    await queries.sharedModules.unbind(Number(shared_module_id), Number(integration_id));
    return null;
  },
});
