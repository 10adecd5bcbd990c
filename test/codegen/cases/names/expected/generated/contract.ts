// Generated from the catalog by `npm run codegen`. Do not edit.
import type { DeleteInput } from './tools/delete.js';
import type { _2faInput } from './tools/2fa.js';
import type { GetUserNameInput } from './tools/get-user-name.js';
import type { KebabCaseNameInput } from './tools/kebab-case-name.js';
import type { PrivateInput } from './tools/private.js';
import type { SchemasInput } from './tools/schemas.js';

/** The operations of each tool. */
export interface Tools {
  delete: Delete;
  '2fa': _2fa;
  getUserName: GetUserName;
  'kebab-case-name': KebabCaseName;
  _private_: Private;
  schemas: Schemas;
}

export interface Delete {
  input: DeleteInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface _2fa {
  input: _2faInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface GetUserName {
  input: GetUserNameInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface KebabCaseName {
  input: KebabCaseNameInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface Private {
  input: PrivateInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface Schemas {
  input: SchemasInput;
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
