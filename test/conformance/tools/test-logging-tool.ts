import type { Handler } from './handler.js';
import { text } from './text.js';

export const testLoggingTool: Handler<'test_logging_tool'> = async ({ log }) => {
  await log('info', 'Only for a client that named a log level');
  return text('A message was logged.');
};
