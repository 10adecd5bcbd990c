import type { Handler } from './handler.js';
import { text } from './text.js';

export const testSimpleText: Handler<'test_simple_text'> = async () =>
  text('This is a simple text response for testing.');
