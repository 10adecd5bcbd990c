import type { ResourceHandlers } from '../../../src/mcp/handler.js';
import type { Resources } from '../generated/contract.js';
import { staticBinary } from './static-binary.js';
import { staticText } from './static-text.js';
import { templateData } from './template-data.js';

/** The handler of every resource in the catalog. */
export const resourceHandlers = {
  static_text: staticText,
  static_binary: staticBinary,
  template_data: templateData,
} satisfies ResourceHandlers<Resources, object>;
