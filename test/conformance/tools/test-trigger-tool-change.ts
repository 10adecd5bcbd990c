import type { Handler } from './handler.js';
import { text } from './text.js';

export const testTriggerToolChange: Handler<'test_trigger_tool_change'> = async ({ events }) => {
  events.publish({ type: 'tools_changed' });
  return text('The list of tools has changed.');
};
