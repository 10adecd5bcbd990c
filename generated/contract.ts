// Generated from the catalog by `npm run codegen`. Do not edit.
import type { ListIntegrationsInput, ListIntegrationsOutput } from './tools/list-integrations.js';
import type { ReadIntegrationInput, ReadIntegrationOutput } from './tools/read-integration.js';
import type { WriteIntegrationInput, WriteIntegrationOutput } from './tools/write-integration.js';
import type { SearchIntegrationInput, SearchIntegrationOutput } from './tools/search-integration.js';
import type { DeleteIntegrationComponentInput, DeleteIntegrationComponentOutput } from './tools/delete-integration-component.js';
import type { ExecuteIntegrationInput, ExecuteIntegrationOutput } from './tools/execute-integration.js';
import type { SearchRunHistoriesInput, SearchRunHistoriesOutput } from './tools/search-run-histories.js';
import type { GetRunHistoryInput, GetRunHistoryOutput } from './tools/get-run-history.js';
import type { GetRunHistoryItemInput, GetRunHistoryItemOutput } from './tools/get-run-history-item.js';

/** The operations of each tool. */
export interface Tools {
  list_integrations: ListIntegrations;
  read_integration: ReadIntegration;
  write_integration: WriteIntegration;
  search_integration: SearchIntegration;
  delete_integration_component: DeleteIntegrationComponent;
  execute_integration: ExecuteIntegration;
  search_run_histories: SearchRunHistories;
  get_run_history: GetRunHistory;
  get_run_history_item: GetRunHistoryItem;
}

export interface ListIntegrations {
  input: ListIntegrationsInput;
  output: ListIntegrationsOutput;
  errors: 'invalid_arguments';
  integration: 'never';
}

export interface ReadIntegration {
  input: ReadIntegrationInput;
  output: ReadIntegrationOutput;
  errors: 'not_found';
  integration: 'always';
}

export interface WriteIntegration {
  input: WriteIntegrationInput;
  output: WriteIntegrationOutput;
  errors: 'invalid_item' | 'not_found';
  integration: 'unless_created';
}

export interface SearchIntegration {
  input: SearchIntegrationInput;
  output: SearchIntegrationOutput;
  errors: 'bad_pattern' | 'not_found';
  integration: 'always';
}

export interface DeleteIntegrationComponent {
  input: DeleteIntegrationComponentInput;
  output: DeleteIntegrationComponentOutput;
  errors: 'invalid_arguments' | 'not_found';
  integration: 'always';
}

export interface ExecuteIntegration {
  input: ExecuteIntegrationInput;
  output: ExecuteIntegrationOutput;
  errors: 'inactive' | 'busy' | 'unavailable' | 'gateway_failed' | 'input_not_stored' | 'bad_tool_definition' | 'tool_exists' | 'invalid_arguments' | 'not_found';
  integration: 'always';
}

export interface SearchRunHistories {
  input: SearchRunHistoriesInput;
  output: SearchRunHistoriesOutput;
  errors: 'invalid_arguments' | 'not_found';
  integration: 'never';
}

export interface GetRunHistory {
  input: GetRunHistoryInput;
  output: GetRunHistoryOutput;
  errors: 'not_found';
  integration: 'always';
}

export interface GetRunHistoryItem {
  input: GetRunHistoryItemInput;
  output: GetRunHistoryItemOutput;
  errors: 'bad_jq' | 'bad_pattern' | 'invalid_arguments' | 'not_found';
  integration: 'always';
}

/** The variables in each resource's address. */
export interface Resources {
}

/** The arguments of each prompt, and those that it offers values for. */
export interface Prompts {
}

export type ToolName = keyof Tools;

export type LevelName = 'staff' | 'run_history' | 'read' | 'write' | 'execute' | 'debug';

export type ErrorCode = 'invalid_arguments' | 'not_found' | 'forbidden' | 'insufficient_scope' | 'rate_limited' | 'request_too_large' | 'response_too_large' | 'timeout' | 'cancelled' | 'unavailable' | 'internal' | 'invalid_item' | 'bad_pattern' | 'inactive' | 'busy' | 'gateway_failed' | 'input_not_stored' | 'bad_tool_definition' | 'tool_exists' | 'bad_jq';
