import type { Adapter } from './adapter.js';

/** The field mappings have done all the work already: its answer is what they made (domain.md 5.4). */
export const transform: Adapter = {
  system: 'TRANSFORM',
  title: 'Transform',
  fields: null,
  execute: async ({ payload }) => ({ success: true, payload, messages: [] }),
};
