// Generated from the catalog by `npm run codegen`. Do not edit.
import type { AddInput, AddOutput } from './tools/add.js';
import type { SayInput } from './tools/say.js';

/** The operations of each tool. */
export interface Tools {
  add: Add;
  say: Say;
}

export interface Add {
  input: AddInput;
  output: AddOutput;
  errors: never;
  integration: 'never';
}

export interface Say {
  input: SayInput;
  output: 'content';
  errors: 'not_found';
  integration: 'never';
}

/** The variables in each resource's address. */
export interface Resources {
}

/** The arguments of each prompt, and those that it offers values for. */
export interface Prompts {
}

export type ToolName = keyof Tools;

export type LevelName = 'staff' | 'read';

export type ErrorCode = 'invalid_arguments' | 'not_found' | 'forbidden' | 'rate_limited' | 'request_too_large' | 'response_too_large' | 'timeout' | 'cancelled' | 'unavailable' | 'internal';
