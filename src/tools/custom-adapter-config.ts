import type { ShownConfig } from '../engine/custom-configs.js';
import type { ValidationResult } from '../engine/custom-validations.js';
import { answering } from './answering.js';
import type { Handler } from './handler.js';

export const customAdapterConfig: Handler<'custom_adapter_config'> = {
  async list(call, { code_id }) {
    const configs = await answering(call, call.customConfigs.list(code_id));
    return { count: configs.length, configs: configs.map(shown) };
  },

  async get(call, { code_id, config_id }) {
    return { config: shown(await answering(call, call.customConfigs.get(code_id, config_id))) };
  },

  async create(call, { code_id, name, active, config_values: values = {} }) {
    const created = await answering(call, call.customConfigs.create(code_id, { name, active, values }));
    return { success: true, config: shown(created) };
  },

  async update(call, { code_id, config_id, name, active, config_values: values }) {
    const given = {
      ...(name !== undefined && { name }),
      ...(active !== undefined && { active }),
      ...(values && { values }),
    };
    if (Object.keys(given).length === 0)
      call.fail('invalid_arguments', 'Give name, active or config_values: there is nothing to change.');
    return {
      success: true,
      config: shown(await answering(call, call.customConfigs.update(code_id, config_id, given))),
    };
  },

  async delete(call, { code_id, config_id }) {
    const deleted = await answering(call, call.customConfigs.delete(code_id, config_id));
    const { name } = deleted.config;
    const from =
      deleted.bindings === 0
        ? 'No integration used it.'
        : `Bindings to integrations that went with it: ${deleted.bindings}.`;
    const message = `The configuration ${name} is deleted. ${from}`;
    return { success: true, deleted: shown(deleted), deleted_bindings: deleted.bindings, message };
  },

  async validate(call, { code_id }) {
    const results = await answering(call, call.customValidations.validate(code_id, call.signal));
    return { results: results.map(result) };
  },

  async validation_result(call, { code_id }) {
    const results = await answering(call, call.customValidations.results(code_id));
    return { results: results.map(result) };
  },
};

const shown = ({ config: { id, name, active }, values }: ShownConfig) => ({ id, name, active, config_values: values });

const SUCCESS = { passed: true, failed: false, in_progress: null, unknown: null, not_validated: null } as const;

const result = (known: ValidationResult) => ({ ...known, success: SUCCESS[known.state] });
