import type { NewRunItem } from './runs.js';

/** The columns that hold what a step has to say. */
export const ITEM_TEXTS = ['request', 'response', 'content', 'stack_trace', 'messages'] as const;
export type ItemText = (typeof ITEM_TEXTS)[number];

/** A step that says nothing, for those that are made outside a run. */
export const BLANK_ITEM = {
  label: null,
  milliseconds: 0,
  failed: false,
  request: null,
  response: null,
  content: null,
  stack_trace: null,
  messages: null,
  component_kind: null,
  component_id: null,
  component_field: null,
} as const satisfies Partial<NewRunItem>;
