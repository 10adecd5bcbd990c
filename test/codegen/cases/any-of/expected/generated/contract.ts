// Generated from the catalog by `npm run codegen`. Do not edit.
import type { DrawInput, DrawOutput } from './tools/draw.js';

/** The operations of each tool. */
export interface Tools {
  draw: Draw;
}

export interface Draw {
  input: DrawInput;
  output: DrawOutput;
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
