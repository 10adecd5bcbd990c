import { setTimeout as wait } from 'node:timers/promises';
import type { Handler } from './handler.js';
import { text } from './text.js';

export const testToolWithProgress: Handler<'test_tool_with_progress'> = async ({ progress, signal }) => {
  await progress(0, 100);
  await wait(50, undefined, { signal });
  await progress(50, 100);
  await wait(50, undefined, { signal });
  await progress(100, 100);
  return text('The work is done.');
};
