import { Content } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';

export const testErrorHandling: Handler<'test_error_handling'> = async () =>
  new Content([{ type: 'text', text: 'This tool intentionally returns an error for testing' }], true);
