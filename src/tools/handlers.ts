import { customAdapterCode } from './custom-adapter-code.js';
import { customAdapterConfig } from './custom-adapter-config.js';
import { djangoAdmin } from './django-admin.js';
import { frontendOperations } from './frontend-operations.js';
import type { Handlers } from './handler.js';
import { igPlatformDocumentation } from './ig-platform-documentation.js';
import { listIntegrations } from './list-integrations.js';
import { queryBuildhelper } from './query-buildhelper.js';

/**
 * What a tool needs is loaded when it is called for the first time: together it would make a start half as long again. The first
 * thing that an assistant calls is there already.
 */
export const handlers = {
  list_integrations: listIntegrations,
  read_integration: loaded(async () => (await import('./read-integration.js')).readIntegration),
  write_integration: loaded(async () => (await import('./write-integration.js')).writeIntegration),
  search_integration: loaded(async () => (await import('./search-integration.js')).searchIntegration),
  delete_integration_component: loaded(
    async () => (await import('./delete-integration-component.js')).deleteIntegrationComponent,
  ),
  execute_integration: loaded(async () => (await import('./execute-integration.js')).executeIntegration),
  search_run_histories: loaded(async () => (await import('./search-run-histories.js')).searchRunHistories),
  get_run_history: loaded(async () => (await import('./get-run-history.js')).getRunHistory),
  get_run_history_item: loaded(async () => (await import('./get-run-history-item.js')).getRunHistoryItem),
  query_buildhelper: queryBuildhelper,
  ig_platform_documentation: igPlatformDocumentation,
  frontend_operations: frontendOperations,
  django_admin: djangoAdmin,
  custom_adapter_code: customAdapterCode,
  custom_adapter_config: customAdapterConfig,
} satisfies Handlers;

function loaded<Given extends unknown[], Answer>(
  load: () => Promise<(...given: Given) => Promise<Answer>>,
): (...given: Given) => Promise<Answer> {
  let handler: ((...given: Given) => Promise<Answer>) | undefined;
  return async (...given) => {
    handler ??= await load();
    return handler(...given);
  };
}
