// Generated from the catalog by `npm run codegen`. Do not edit.
import type { ListIntegrationsInput, ListIntegrationsOutput } from './tools/list-integrations.js';
import type { ReadIntegrationInput, ReadIntegrationOutput } from './tools/read-integration.js';
import type { WriteIntegrationInput, WriteIntegrationOutput } from './tools/write-integration.js';
import type { SearchIntegrationInput, SearchIntegrationOutput } from './tools/search-integration.js';
import type { DeleteIntegrationComponentInput, DeleteIntegrationComponentOutput } from './tools/delete-integration-component.js';

/** The operations of each tool. */
export interface Tools {
  /** List integrations */
  list_integrations: {
    input: ListIntegrationsInput;
    output: ListIntegrationsOutput;
    errors: 'invalid_arguments';
    integration: 'never';
  };
  /** Read an integration */
  read_integration: {
    input: ReadIntegrationInput;
    output: ReadIntegrationOutput;
    errors: 'not_found';
    integration: 'always';
  };
  /** Write an integration */
  write_integration: {
    input: WriteIntegrationInput;
    output: WriteIntegrationOutput;
    errors: 'invalid_item' | 'not_found';
    integration: 'unless_created';
  };
  /** Search an integration's code */
  search_integration: {
    input: SearchIntegrationInput;
    output: SearchIntegrationOutput;
    errors: 'bad_pattern' | 'not_found';
    integration: 'always';
  };
  /** Delete an integration, or a part of it */
  delete_integration_component: {
    input: DeleteIntegrationComponentInput;
    output: DeleteIntegrationComponentOutput;
    errors: 'invalid_arguments' | 'not_found';
    integration: 'always';
  };
}

/** The variables in each resource's address. */
export type Resources = {};

/** The arguments of each prompt, and those that it offers values for. */
export type Prompts = {};

export type ToolName = keyof Tools;

export type LevelName = 'staff' | 'read' | 'write' | 'execute' | 'debug';

export type ErrorCode = 'invalid_arguments' | 'not_found' | 'forbidden' | 'rate_limited' | 'request_too_large' | 'response_too_large' | 'timeout' | 'cancelled' | 'unavailable' | 'internal' | 'invalid_item' | 'bad_pattern';
