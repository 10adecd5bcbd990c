// Generated from the catalog by `npm run codegen`. Do not edit.
import type { NothingSaidInput } from './tools/nothing-said.js';
import type { ReadsInput } from './tools/reads.js';
import type { AddsInput } from './tools/adds.js';
import type { LimitedInput } from './tools/limited.js';

/** The operations of each tool. */
export interface Tools {
  nothing_said: NothingSaid;
  reads: Reads;
  adds: Adds;
  limited: Limited;
}

export interface NothingSaid {
  input: NothingSaidInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface Reads {
  input: ReadsInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface Adds {
  input: AddsInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface Limited {
  input: LimitedInput;
  output: 'content';
  errors: never;
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
