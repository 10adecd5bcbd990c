import type { CustomAdapter } from '../queries/custom-adapters.js';
import { answering } from './answering.js';
import type { Handler } from './handler.js';

export const customAdapterCode: Handler<'custom_adapter_code'> = {
  async list({ customAdapters }, { include_code }) {
    const adapters = await customAdapters.list();
    return { count: adapters.length, adapters: adapters.map(include_code ? withCode : shown) };
  },

  async get(call, { id }) {
    return { adapter: withCode(await answering(call, call.customAdapters.get(id))) };
  },

  async create(call, { name, code, description = null, config_schema = {} }) {
    const draft = { name, code, description, config_schema };
    const { adapter, warnings } = await answering(call, call.customAdapters.create(draft));
    return { success: true, adapter: withCode(adapter), warnings: [...warnings] };
  },

  async update(call, { action: _, id, ...changes }) {
    if (Object.keys(changes).length === 0)
      call.fail('invalid_arguments', 'Give name, description, code or config_schema: there is nothing to change.');
    const { adapter, warnings } = await answering(call, call.customAdapters.update(id, changes));
    return { success: true, adapter: withCode(adapter), warnings: [...warnings] };
  },

  async delete(call, { id }) {
    const { adapter, use } = await answering(call, call.customAdapters.delete(id));
    const configs = use.configs === 1 ? '1 configuration' : `${use.configs} configurations`;
    const message = `The custom adapter ${adapter.name} is deleted, with ${configs}.`;
    return { success: true, deleted: shown(adapter), deleted_configs: use.configs, message };
  },

  deletion_impact: (call, { id }) => answering(call, call.customAdapters.use(id)),

  async schema_change_impact(call, { id, config_schema }) {
    const { configs, changes } = await answering(call, call.customAdapters.schemaImpact(id, config_schema));
    return { configs, warnings: changes };
  },
};

const shown = ({ code: _, description, config_schema, ...adapter }: CustomAdapter) => ({
  ...adapter,
  ...(description !== null && { description }),
  config_schema: config_schema as never,
});

const withCode = (adapter: CustomAdapter) => ({ ...shown(adapter), code: adapter.code });
