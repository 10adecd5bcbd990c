import type { Handler } from './handler.js';

export const igPlatformDocumentation: Handler<'ig_platform_documentation'> = {
  async ask(_call, _input) {
    throw new Error(
      'ig_platform_documentation, action ask, is still a stub: write it in src/tools/ig-platform-documentation.ts',
    );
  },
  async get_page(_call, _input) {
    throw new Error(
      'ig_platform_documentation, action get_page, is still a stub: write it in src/tools/ig-platform-documentation.ts',
    );
  },
};
