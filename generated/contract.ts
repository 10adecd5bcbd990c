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
import type { QueryBuildhelperGetFieldMappingSetsInput, QueryBuildhelperGetFieldMappingSetsOutput, QueryBuildhelperGetFieldMappingsInput, QueryBuildhelperGetFieldMappingsOutput, QueryBuildhelperListAllAdaptersInput, QueryBuildhelperListAllAdaptersOutput, QueryBuildhelperListAllServicesInput, QueryBuildhelperListAllServicesOutput, QueryBuildhelperListServicesForAdapterInput, QueryBuildhelperListServicesForAdapterOutput } from './tools/query-buildhelper.js';
import type { IgPlatformDocumentationAskInput, IgPlatformDocumentationAskOutput, IgPlatformDocumentationGetPageInput, IgPlatformDocumentationGetPageOutput } from './tools/ig-platform-documentation.js';
import type { FrontendOperationsCreateFrontendInput, FrontendOperationsCreateFrontendOutput, FrontendOperationsDeleteFileInput, FrontendOperationsDeleteFileOutput, FrontendOperationsGetFileInput, FrontendOperationsGetFileOutput, FrontendOperationsListFilesInput, FrontendOperationsListFilesOutput, FrontendOperationsListFrontendsInput, FrontendOperationsListFrontendsOutput, FrontendOperationsPutFileInput, FrontendOperationsPutFileOutput } from './tools/frontend-operations.js';
import type { DjangoAdminDeleteModelInput, DjangoAdminDeleteModelOutput, DjangoAdminDescribeModelsInput, DjangoAdminDescribeModelsOutput, DjangoAdminGetModelInput, DjangoAdminGetModelOutput, DjangoAdminPatchModelInput, DjangoAdminPatchModelOutput, DjangoAdminPostModelInput, DjangoAdminPostModelOutput } from './tools/django-admin.js';
import type { CustomAdapterCodeCreateInput, CustomAdapterCodeCreateOutput, CustomAdapterCodeDeleteInput, CustomAdapterCodeDeleteOutput, CustomAdapterCodeDeletionImpactInput, CustomAdapterCodeDeletionImpactOutput, CustomAdapterCodeGetInput, CustomAdapterCodeGetOutput, CustomAdapterCodeListInput, CustomAdapterCodeListOutput, CustomAdapterCodeSchemaChangeImpactInput, CustomAdapterCodeSchemaChangeImpactOutput, CustomAdapterCodeUpdateInput, CustomAdapterCodeUpdateOutput } from './tools/custom-adapter-code.js';
import type { CustomAdapterConfigCreateInput, CustomAdapterConfigCreateOutput, CustomAdapterConfigDeleteInput, CustomAdapterConfigDeleteOutput, CustomAdapterConfigGetInput, CustomAdapterConfigGetOutput, CustomAdapterConfigListInput, CustomAdapterConfigListOutput, CustomAdapterConfigUpdateInput, CustomAdapterConfigUpdateOutput, CustomAdapterConfigValidateInput, CustomAdapterConfigValidateOutput, CustomAdapterConfigValidationResultInput, CustomAdapterConfigValidationResultOutput } from './tools/custom-adapter-config.js';

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
  query_buildhelper: { actions: { list_all_adapters: QueryBuildhelperListAllAdapters; list_all_services: QueryBuildhelperListAllServices; list_services_for_adapter: QueryBuildhelperListServicesForAdapter; get_field_mapping_sets: QueryBuildhelperGetFieldMappingSets; get_field_mappings: QueryBuildhelperGetFieldMappings } };
  ig_platform_documentation: { actions: { ask: IgPlatformDocumentationAsk; get_page: IgPlatformDocumentationGetPage } };
  frontend_operations: { actions: { 'list-frontends': FrontendOperationsListFrontends; 'create-frontend': FrontendOperationsCreateFrontend; 'list-files': FrontendOperationsListFiles; 'get-file': FrontendOperationsGetFile; 'put-file': FrontendOperationsPutFile; 'delete-file': FrontendOperationsDeleteFile } };
  django_admin: { actions: { 'describe-models': DjangoAdminDescribeModels; 'get-model': DjangoAdminGetModel; 'post-model': DjangoAdminPostModel; 'patch-model': DjangoAdminPatchModel; 'delete-model': DjangoAdminDeleteModel } };
  custom_adapter_code: { actions: { list: CustomAdapterCodeList; get: CustomAdapterCodeGet; create: CustomAdapterCodeCreate; update: CustomAdapterCodeUpdate; delete: CustomAdapterCodeDelete; deletion_impact: CustomAdapterCodeDeletionImpact; schema_change_impact: CustomAdapterCodeSchemaChangeImpact } };
  custom_adapter_config: { actions: { list: CustomAdapterConfigList; get: CustomAdapterConfigGet; create: CustomAdapterConfigCreate; update: CustomAdapterConfigUpdate; delete: CustomAdapterConfigDelete; validate: CustomAdapterConfigValidate; validation_result: CustomAdapterConfigValidationResult } };
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

export interface QueryBuildhelperListAllAdapters {
  input: QueryBuildhelperListAllAdaptersInput;
  output: QueryBuildhelperListAllAdaptersOutput;
  errors: 'not_found' | 'invalid_arguments';
  integration: 'never';
}

export interface QueryBuildhelperListAllServices {
  input: QueryBuildhelperListAllServicesInput;
  output: QueryBuildhelperListAllServicesOutput;
  errors: 'not_found' | 'invalid_arguments';
  integration: 'never';
}

export interface QueryBuildhelperListServicesForAdapter {
  input: QueryBuildhelperListServicesForAdapterInput;
  output: QueryBuildhelperListServicesForAdapterOutput;
  errors: 'not_found' | 'invalid_arguments';
  integration: 'never';
}

export interface QueryBuildhelperGetFieldMappingSets {
  input: QueryBuildhelperGetFieldMappingSetsInput;
  output: QueryBuildhelperGetFieldMappingSetsOutput;
  errors: 'not_found' | 'invalid_arguments';
  integration: 'never';
}

export interface QueryBuildhelperGetFieldMappings {
  input: QueryBuildhelperGetFieldMappingsInput;
  output: QueryBuildhelperGetFieldMappingsOutput;
  errors: 'not_found' | 'invalid_arguments';
  integration: 'never';
}

export interface IgPlatformDocumentationAsk {
  input: IgPlatformDocumentationAskInput;
  output: IgPlatformDocumentationAskOutput;
  errors: never;
  integration: 'never';
}

export interface IgPlatformDocumentationGetPage {
  input: IgPlatformDocumentationGetPageInput;
  output: IgPlatformDocumentationGetPageOutput;
  errors: 'not_found';
  integration: 'never';
}

export interface FrontendOperationsListFrontends {
  input: FrontendOperationsListFrontendsInput;
  output: FrontendOperationsListFrontendsOutput;
  errors: 'not_found';
  integration: 'never';
}

export interface FrontendOperationsCreateFrontend {
  input: FrontendOperationsCreateFrontendInput;
  output: FrontendOperationsCreateFrontendOutput;
  errors: 'name_taken' | 'invalid_value' | 'limit_reached';
  integration: 'never';
}

export interface FrontendOperationsListFiles {
  input: FrontendOperationsListFilesInput;
  output: FrontendOperationsListFilesOutput;
  errors: 'not_found';
  integration: 'never';
}

export interface FrontendOperationsGetFile {
  input: FrontendOperationsGetFileInput;
  output: FrontendOperationsGetFileOutput;
  errors: 'not_found' | 'bad_path';
  integration: 'never';
}

export interface FrontendOperationsPutFile {
  input: FrontendOperationsPutFileInput;
  output: FrontendOperationsPutFileOutput;
  errors: 'not_found' | 'bad_path' | 'bad_file' | 'limit_reached';
  integration: 'never';
}

export interface FrontendOperationsDeleteFile {
  input: FrontendOperationsDeleteFileInput;
  output: FrontendOperationsDeleteFileOutput;
  errors: 'not_found' | 'bad_path' | 'bad_file';
  integration: 'never';
}

export interface DjangoAdminDescribeModels {
  input: DjangoAdminDescribeModelsInput;
  output: DjangoAdminDescribeModelsOutput;
  errors: 'unknown_model' | 'blocked_model';
  integration: 'never';
}

export interface DjangoAdminGetModel {
  input: DjangoAdminGetModelInput;
  output: DjangoAdminGetModelOutput;
  errors: 'unknown_model' | 'blocked_model' | 'bad_filter';
  integration: 'never';
}

export interface DjangoAdminPostModel {
  input: DjangoAdminPostModelInput;
  output: DjangoAdminPostModelOutput;
  errors: 'unknown_model' | 'blocked_model' | 'forbidden' | 'invalid_value' | 'not_found';
  integration: 'never';
}

export interface DjangoAdminPatchModel {
  input: DjangoAdminPatchModelInput;
  output: DjangoAdminPatchModelOutput;
  errors: 'unknown_model' | 'blocked_model' | 'forbidden' | 'invalid_value' | 'not_found';
  integration: 'never';
}

export interface DjangoAdminDeleteModel {
  input: DjangoAdminDeleteModelInput;
  output: DjangoAdminDeleteModelOutput;
  errors: 'unknown_model' | 'blocked_model' | 'forbidden' | 'invalid_value' | 'not_found';
  integration: 'never';
}

export interface CustomAdapterCodeList {
  input: CustomAdapterCodeListInput;
  output: CustomAdapterCodeListOutput;
  errors: 'not_found';
  integration: 'never';
}

export interface CustomAdapterCodeGet {
  input: CustomAdapterCodeGetInput;
  output: CustomAdapterCodeGetOutput;
  errors: 'not_found';
  integration: 'never';
}

export interface CustomAdapterCodeCreate {
  input: CustomAdapterCodeCreateInput;
  output: CustomAdapterCodeCreateOutput;
  errors: 'bad_name' | 'bad_code' | 'bad_config' | 'name_taken' | 'limit_reached';
  integration: 'never';
}

export interface CustomAdapterCodeUpdate {
  input: CustomAdapterCodeUpdateInput;
  output: CustomAdapterCodeUpdateOutput;
  errors: 'not_found' | 'bad_name' | 'bad_code' | 'bad_config' | 'name_taken' | 'invalid_arguments';
  integration: 'never';
}

export interface CustomAdapterCodeDelete {
  input: CustomAdapterCodeDeleteInput;
  output: CustomAdapterCodeDeleteOutput;
  errors: 'not_found';
  integration: 'never';
}

export interface CustomAdapterCodeDeletionImpact {
  input: CustomAdapterCodeDeletionImpactInput;
  output: CustomAdapterCodeDeletionImpactOutput;
  errors: 'not_found';
  integration: 'never';
}

export interface CustomAdapterCodeSchemaChangeImpact {
  input: CustomAdapterCodeSchemaChangeImpactInput;
  output: CustomAdapterCodeSchemaChangeImpactOutput;
  errors: 'not_found' | 'bad_config';
  integration: 'never';
}

export interface CustomAdapterConfigList {
  input: CustomAdapterConfigListInput;
  output: CustomAdapterConfigListOutput;
  errors: 'not_found';
  integration: 'never';
}

export interface CustomAdapterConfigGet {
  input: CustomAdapterConfigGetInput;
  output: CustomAdapterConfigGetOutput;
  errors: 'not_found';
  integration: 'never';
}

export interface CustomAdapterConfigCreate {
  input: CustomAdapterConfigCreateInput;
  output: CustomAdapterConfigCreateOutput;
  errors: 'not_found' | 'bad_name' | 'bad_config' | 'name_taken' | 'limit_reached';
  integration: 'never';
}

export interface CustomAdapterConfigUpdate {
  input: CustomAdapterConfigUpdateInput;
  output: CustomAdapterConfigUpdateOutput;
  errors: 'not_found' | 'bad_name' | 'bad_config' | 'name_taken' | 'invalid_arguments';
  integration: 'never';
}

export interface CustomAdapterConfigDelete {
  input: CustomAdapterConfigDeleteInput;
  output: CustomAdapterConfigDeleteOutput;
  errors: 'not_found';
  integration: 'never';
}

export interface CustomAdapterConfigValidate {
  input: CustomAdapterConfigValidateInput;
  output: CustomAdapterConfigValidateOutput;
  errors: 'not_found';
  integration: 'never';
}

export interface CustomAdapterConfigValidationResult {
  input: CustomAdapterConfigValidationResultInput;
  output: CustomAdapterConfigValidationResultOutput;
  errors: 'not_found';
  integration: 'never';
}

/** The variables in each resource's address. */
export interface Resources {
  docs: { variables: { page: string }; listed: true };
}

/** The arguments of each prompt, and those that it offers values for. */
export interface Prompts {
}

export type ToolName = keyof Tools;

export type LevelName = 'staff' | 'run_history' | 'frontends' | 'custom_adapters' | 'administer' | 'read' | 'write' | 'execute' | 'debug';

export type ErrorCode = 'invalid_arguments' | 'not_found' | 'forbidden' | 'insufficient_scope' | 'rate_limited' | 'request_too_large' | 'response_too_large' | 'timeout' | 'cancelled' | 'unavailable' | 'internal' | 'invalid_item' | 'bad_pattern' | 'inactive' | 'busy' | 'gateway_failed' | 'input_not_stored' | 'bad_tool_definition' | 'tool_exists' | 'bad_path' | 'bad_file' | 'name_taken' | 'limit_reached' | 'bad_name' | 'bad_code' | 'bad_config' | 'unknown_model' | 'blocked_model' | 'bad_filter' | 'invalid_value' | 'bad_jq';
