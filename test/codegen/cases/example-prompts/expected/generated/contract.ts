// Generated from the catalog by `npm run codegen`. Do not edit.
import type { LookInput, LookOutput } from './tools/look.js';
import type { FilesListInput, FilesListOutput, FilesShowInput, FilesShowOutput } from './tools/files.js';

/** The operations of each tool. */
export interface Tools {
  look: Look;
  files: { actions: { list: FilesList; show: FilesShow } };
}

export interface Look {
  input: LookInput;
  output: LookOutput;
  errors: never;
  integration: 'always';
}

export interface FilesList {
  input: FilesListInput;
  output: FilesListOutput;
  errors: never;
  integration: 'never';
}

export interface FilesShow {
  input: FilesShowInput;
  output: FilesShowOutput;
  errors: never;
  integration: 'never';
}

/** The variables in each resource's address. */
export interface Resources {
}

/** The arguments of each prompt, and those that it offers values for. */
export interface Prompts {
  hello: { arguments: { [argument: string]: never }; completes: never };
}

export type ToolName = keyof Tools;

export type LevelName = 'staff' | 'read';

export type ErrorCode = 'invalid_arguments' | 'not_found' | 'forbidden' | 'rate_limited' | 'request_too_large' | 'response_too_large' | 'timeout' | 'cancelled' | 'unavailable' | 'internal';
