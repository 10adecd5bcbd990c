// Generated from the catalog by `npm run codegen`. Do not edit.
import type { EveryoneInput } from './tools/everyone.js';
import type { LongFormInput } from './tools/long-form.js';
import type { OneInput } from './tools/one.js';
import type { MadeInput } from './tools/made.js';

/** The operations of each tool. */
export interface Tools {
  everyone: Everyone;
  long_form: LongForm;
  one: One;
  made: Made;
}

export interface Everyone {
  input: EveryoneInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface LongForm {
  input: LongFormInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface One {
  input: OneInput;
  output: 'content';
  errors: never;
  integration: 'always';
}

export interface Made {
  input: MadeInput;
  output: 'content';
  errors: never;
  integration: 'unless_created';
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
