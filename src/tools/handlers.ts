import { deleteIntegrationComponent } from './delete-integration-component.js';
import { executeIntegration } from './execute-integration.js';
import type { Handlers } from './handler.js';
import { listIntegrations } from './list-integrations.js';
import { readIntegration } from './read-integration.js';
import { searchIntegration } from './search-integration.js';
import { writeIntegration } from './write-integration.js';

export const handlers = {
  list_integrations: listIntegrations,
  read_integration: readIntegration,
  write_integration: writeIntegration,
  search_integration: searchIntegration,
  delete_integration_component: deleteIntegrationComponent,
  execute_integration: executeIntegration,
} satisfies Handlers;
