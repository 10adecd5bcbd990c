// Generated from the catalog by `npm run codegen`. Do not edit.
import type { EveryoneInput } from './tools/everyone.js';
import type { OneInput } from './tools/one.js';
import type { TwoInput } from './tools/two.js';
import type { SeveralSeeInput, SeveralTouchInput } from './tools/several.js';

/** The operations of each tool. */
export interface Tools {
  everyone: Everyone;
  one: One;
  two: Two;
  several: { actions: { see: SeveralSee; touch: SeveralTouch } };
}

export interface Everyone {
  input: EveryoneInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface One {
  input: OneInput;
  output: 'content';
  errors: never;
  integration: 'unless_created';
}

export interface Two {
  input: TwoInput;
  output: 'content';
  errors: never;
  integration: 'always';
}

export interface SeveralSee {
  input: SeveralSeeInput;
  output: 'content';
  errors: never;
  integration: 'always';
}

export interface SeveralTouch {
  input: SeveralTouchInput;
  output: 'content';
  errors: never;
  integration: 'always';
}

/** The variables in each resource's address. */
export interface Resources {
  readme: { variables: { [variable: string]: never }; listed: false };
}

/** The arguments of each prompt, and those that it offers values for. */
export interface Prompts {
}

export type ToolName = keyof Tools;

export type LevelName = 'staff' | 'history' | 'read' | 'write';

export type ErrorCode = 'invalid_arguments' | 'not_found' | 'forbidden' | 'insufficient_scope' | 'rate_limited' | 'request_too_large' | 'response_too_large' | 'timeout' | 'cancelled' | 'unavailable' | 'internal';
