import type { Handler } from './handler.js';

export const frontendOperations: Handler<'frontend_operations'> = {
  async 'list-frontends'(_call, _input) {
    throw new Error(
      'frontend_operations, action list-frontends, is still a stub: write it in src/tools/frontend-operations.ts',
    );
  },
  async 'create-frontend'(_call, _input) {
    throw new Error(
      'frontend_operations, action create-frontend, is still a stub: write it in src/tools/frontend-operations.ts',
    );
  },
  async 'list-files'(_call, _input) {
    throw new Error(
      'frontend_operations, action list-files, is still a stub: write it in src/tools/frontend-operations.ts',
    );
  },
  async 'get-file'(_call, _input) {
    throw new Error(
      'frontend_operations, action get-file, is still a stub: write it in src/tools/frontend-operations.ts',
    );
  },
  async 'put-file'(_call, _input) {
    throw new Error(
      'frontend_operations, action put-file, is still a stub: write it in src/tools/frontend-operations.ts',
    );
  },
  async 'delete-file'(_call, _input) {
    throw new Error(
      'frontend_operations, action delete-file, is still a stub: write it in src/tools/frontend-operations.ts',
    );
  },
};
