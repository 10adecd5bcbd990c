import { setTimeout as wait } from 'node:timers/promises';
import type { Handler } from './handler.js';
import { text } from './text.js';

export const testToolWithLogging: Handler<'test_tool_with_logging'> = async ({ log, signal }) => {
  await log('info', 'Tool execution started');
  await wait(50, undefined, { signal });
  await log('info', 'Tool processing data');
  await wait(50, undefined, { signal });
  await log('info', 'Tool execution completed');
  return text('The work is logged.');
};
