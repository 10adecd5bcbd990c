import { customAdapterCode } from './custom-adapter-code.js';
import { customAdapterConfig } from './custom-adapter-config.js';
import { deleteIntegrationComponent } from './delete-integration-component.js';
import { djangoAdmin } from './django-admin.js';
import { executeIntegration } from './execute-integration.js';
import { frontendOperations } from './frontend-operations.js';
import { getRunHistory } from './get-run-history.js';
import { getRunHistoryItem } from './get-run-history-item.js';
import type { Handlers } from './handler.js';
import { igPlatformDocumentation } from './ig-platform-documentation.js';
import { listIntegrations } from './list-integrations.js';
import { queryBuildhelper } from './query-buildhelper.js';
import { readIntegration } from './read-integration.js';
import { searchIntegration } from './search-integration.js';
import { searchRunHistories } from './search-run-histories.js';
import { writeIntegration } from './write-integration.js';

export const handlers = {
  list_integrations: listIntegrations,
  read_integration: readIntegration,
  write_integration: writeIntegration,
  search_integration: searchIntegration,
  delete_integration_component: deleteIntegrationComponent,
  execute_integration: executeIntegration,
  search_run_histories: searchRunHistories,
  get_run_history: getRunHistory,
  get_run_history_item: getRunHistoryItem,
  query_buildhelper: queryBuildhelper,
  ig_platform_documentation: igPlatformDocumentation,
  frontend_operations: frontendOperations,
  django_admin: djangoAdmin,
  custom_adapter_code: customAdapterCode,
  custom_adapter_config: customAdapterConfig,
} satisfies Handlers;
