import type { Handler } from './handler.js';

export const customAdapterConfig: Handler<'custom_adapter_config'> = {
  async list(_call, _input) {
    throw new Error(
      'custom_adapter_config, action list, is still a stub: write it in src/tools/custom-adapter-config.ts',
    );
  },
  async get(_call, _input) {
    throw new Error(
      'custom_adapter_config, action get, is still a stub: write it in src/tools/custom-adapter-config.ts',
    );
  },
  async create(_call, _input) {
    throw new Error(
      'custom_adapter_config, action create, is still a stub: write it in src/tools/custom-adapter-config.ts',
    );
  },
  async update(_call, _input) {
    throw new Error(
      'custom_adapter_config, action update, is still a stub: write it in src/tools/custom-adapter-config.ts',
    );
  },
  async delete(_call, _input) {
    throw new Error(
      'custom_adapter_config, action delete, is still a stub: write it in src/tools/custom-adapter-config.ts',
    );
  },
  async validate(_call, _input) {
    throw new Error(
      'custom_adapter_config, action validate, is still a stub: write it in src/tools/custom-adapter-config.ts',
    );
  },
  async validation_result(_call, _input) {
    throw new Error(
      'custom_adapter_config, action validation_result, is still a stub: write it in src/tools/custom-adapter-config.ts',
    );
  },
};
