// Generated from the catalog by `npm run codegen`. Do not edit.
import type { FilesListFilesInput, FilesListFilesOutput, FilesMoveInput, FilesMoveOutput, FilesWriteInput, FilesWriteOutput } from './tools/files.js';
import type { PlainActionsAInput, PlainActionsBInput, PlainActionsBOutput } from './tools/plain-actions.js';

/** The operations of each tool. */
export interface Tools {
  files: { actions: { 'list-files': FilesListFiles; write: FilesWrite; move: FilesMove } };
  plain_actions: { actions: { a: PlainActionsA; b: PlainActionsB } };
}

export interface FilesListFiles {
  input: FilesListFilesInput;
  output: FilesListFilesOutput;
  errors: 'not_found';
  integration: 'always';
}

export interface FilesWrite {
  input: FilesWriteInput;
  output: FilesWriteOutput;
  errors: 'forbidden';
  integration: 'always';
}

export interface FilesMove {
  input: FilesMoveInput;
  output: FilesMoveOutput;
  errors: 'not_found';
  integration: 'always';
}

export interface PlainActionsA {
  input: PlainActionsAInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface PlainActionsB {
  input: PlainActionsBInput;
  output: PlainActionsBOutput;
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
