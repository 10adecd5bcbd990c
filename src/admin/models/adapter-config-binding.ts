import { model } from '../model.js';

const PERMITTED = { permission: 'adapter_configs' } as const;
const WRITING = { right: 'write', on: 'integration_id' } as const;

/** Which integrations use which configurations, and for whom (domain.md 3.9). */
export const adapterConfigBinding = model({
  name: 'gateway.AdapterConfigBinding',
  title: 'adapter configuration binding',
  plural: 'adapter configuration bindings',
  description:
    'That an integration uses an adapter configuration: for everybody, or for one user, which comes before. Of one system, one ' +
    'active configuration may be bound for the same people.',
  table: 'adapter_config_bindings',
  fields: {
    integration_id: {
      type: 'reference',
      to: 'gateway.Integration',
      help: 'The integration that uses it.',
      required: true,
      writable: 'at_creation',
      indexed: true,
    },
    adapter_config_id: {
      type: 'reference',
      to: 'gateway.AdapterConfig',
      help: 'The configuration.',
      required: true,
      writable: 'at_creation',
    },
    user_id: {
      type: 'reference',
      to: 'gateway.User',
      help: 'For whom; null for everybody.',
      nullable: true,
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

  async create(values, { queries, refuse }) {
    const [integrationId, configId] = [Number(values.integration_id), Number(values.adapter_config_id)];
    const userId = typeof values.user_id === 'number' ? values.user_id : null;
    const bound = await queries.adapterConfigs.bindings(configId);
    if (bound.some((there) => there.integration_id === integrationId && there.user_id === userId))
      refuse('invalid_value', 'is bound to it already.', 'integration_id');
    return { id: await queries.adapterConfigs.bind({ integrationId, configId, userId }) };
  },

  async delete({ integration_id, adapter_config_id, user_id }, { queries }) {
    const userId = user_id === null ? null : Number(user_id);
    const [integrationId, configId] = [Number(integration_id), Number(adapter_config_id)];
    await queries.adapterConfigs.unbind({ integrationId, configId, userId });
    return null;
  },
});
