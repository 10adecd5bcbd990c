import type { Adapter } from './adapter.js';

/** Answers with what it was asked (domain.md 5.4). */
export const echo: Adapter = {
  system: 'ECHO',
  title: 'Echo',
  fields: null,
  execute: async ({ payload }) => ({ success: true, payload, messages: [] }),
};
