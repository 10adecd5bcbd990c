import type { Handler } from './handler.js';

export const customAdapterCode: Handler<'custom_adapter_code'> = {
  async list(_call, _input) {
    throw new Error('custom_adapter_code, action list, is still a stub: write it in src/tools/custom-adapter-code.ts');
  },
  async get(_call, _input) {
    throw new Error('custom_adapter_code, action get, is still a stub: write it in src/tools/custom-adapter-code.ts');
  },
  async create(_call, _input) {
    throw new Error(
      'custom_adapter_code, action create, is still a stub: write it in src/tools/custom-adapter-code.ts',
    );
  },
  async update(_call, _input) {
    throw new Error(
      'custom_adapter_code, action update, is still a stub: write it in src/tools/custom-adapter-code.ts',
    );
  },
  async delete(_call, _input) {
    throw new Error(
      'custom_adapter_code, action delete, is still a stub: write it in src/tools/custom-adapter-code.ts',
    );
  },
  async deletion_impact(_call, _input) {
    throw new Error(
      'custom_adapter_code, action deletion_impact, is still a stub: write it in src/tools/custom-adapter-code.ts',
    );
  },
  async schema_change_impact(_call, _input) {
    throw new Error(
      'custom_adapter_code, action schema_change_impact, is still a stub: write it in src/tools/custom-adapter-code.ts',
    );
  },
};
