// Generated from the catalog by `npm run codegen`. Do not edit.
import type { OneInput } from './tools/one.js';
import type { EitherInput } from './tools/either.js';
import type { BothInput } from './tools/both.js';

/** The operations of each tool. */
export interface Tools {
  one: One;
  either: Either;
  both: Both;
}

export interface One {
  input: OneInput;
  output: 'content';
  errors: never;
  integration: 'always';
}

export interface Either {
  input: EitherInput;
  output: 'content';
  errors: never;
  integration: 'always';
}

export interface Both {
  input: BothInput;
  output: 'content';
  errors: never;
  integration: 'always';
}

/** The variables in each resource's address. */
export interface Resources {
}

/** The arguments of each prompt, and those that it offers values for. */
export interface Prompts {
}

export type ToolName = keyof Tools;

export type LevelName = 'staff' | 'history' | 'read';

export type ErrorCode = 'invalid_arguments' | 'not_found' | 'forbidden' | 'rate_limited' | 'request_too_large' | 'response_too_large' | 'timeout' | 'cancelled' | 'unavailable' | 'internal';
