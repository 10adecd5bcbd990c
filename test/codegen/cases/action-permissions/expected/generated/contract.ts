// Generated from the catalog by `npm run codegen`. Do not edit.
import type { NotesAddInput, NotesListInput, NotesShowInput } from './tools/notes.js';
import type { EraseInput } from './tools/erase.js';

/** The operations of each tool. */
export interface Tools {
  notes: { actions: { list: NotesList; show: NotesShow; add: NotesAdd } };
  erase: Erase;
}

export interface NotesList {
  input: NotesListInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface NotesShow {
  input: NotesShowInput;
  output: 'content';
  errors: never;
  integration: 'always';
}

export interface NotesAdd {
  input: NotesAddInput;
  output: 'content';
  errors: never;
  integration: 'unless_created';
}

export interface Erase {
  input: EraseInput;
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

export type LevelName = 'staff' | 'read' | 'write';

export type ErrorCode = 'invalid_arguments' | 'not_found' | 'forbidden' | 'insufficient_scope' | 'rate_limited' | 'request_too_large' | 'response_too_large' | 'timeout' | 'cancelled' | 'unavailable' | 'internal';
