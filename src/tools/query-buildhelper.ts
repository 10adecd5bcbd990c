import type { Handler } from './handler.js';

export const queryBuildhelper: Handler<'query_buildhelper'> = {
  async list_all_adapters(_call, _input) {
    throw new Error(
      'query_buildhelper, action list_all_adapters, is still a stub: write it in src/tools/query-buildhelper.ts',
    );
  },
  async list_all_services(_call, _input) {
    throw new Error(
      'query_buildhelper, action list_all_services, is still a stub: write it in src/tools/query-buildhelper.ts',
    );
  },
  async list_services_for_adapter(_call, _input) {
    throw new Error(
      'query_buildhelper, action list_services_for_adapter, is still a stub: write it in src/tools/query-buildhelper.ts',
    );
  },
  async get_field_mapping_sets(_call, _input) {
    throw new Error(
      'query_buildhelper, action get_field_mapping_sets, is still a stub: write it in src/tools/query-buildhelper.ts',
    );
  },
  async get_field_mappings(_call, _input) {
    throw new Error(
      'query_buildhelper, action get_field_mappings, is still a stub: write it in src/tools/query-buildhelper.ts',
    );
  },
};
