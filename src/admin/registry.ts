import type { Model } from './model.js';
import { adapterConfig } from './models/adapter-config.js';
import { adapterConfigBinding } from './models/adapter-config-binding.js';
import { adminLogEntry } from './models/admin-log-entry.js';
import { apiToken } from './models/api-token.js';
import { auditLogEntry } from './models/audit-log-entry.js';
import { comment } from './models/comment.js';
import { connectedClient } from './models/connected-client.js';
import { customAdapter } from './models/custom-adapter.js';
import { customAdapterConfig } from './models/custom-adapter-config.js';
import { frontend } from './models/frontend.js';
import { frontendFile } from './models/frontend-file.js';
import { glyueFile } from './models/glyue-file.js';
import { group } from './models/group.js';
import { groupIntegrationPermission } from './models/group-integration-permission.js';
import { groupPermission } from './models/group-permission.js';
import { integration } from './models/integration.js';
import { integrationConfig } from './models/integration-config.js';
import { integrationPermission } from './models/integration-permission.js';
import { integrationRunHistory } from './models/integration-run-history.js';
import { invitation } from './models/invitation.js';
import { mcpTool } from './models/mcp-tool.js';
import { oauthApplication } from './models/oauth-application.js';
import { organization } from './models/organization.js';
import { permissionLogEntry } from './models/permission-log-entry.js';
import { schedule } from './models/schedule.js';
import { sharedModule } from './models/shared-module.js';
import { sharedModuleBinding } from './models/shared-module-binding.js';
import { tag } from './models/tag.js';
import { user } from './models/user.js';
import { userPermission } from './models/user-permission.js';
import { vault } from './models/vault.js';
import { vaultItem } from './models/vault-item.js';
import { vaultPermission } from './models/vault-permission.js';
import { vaultSecret } from './models/vault-secret.js';
import { webServiceEndpoint } from './models/web-service-endpoint.js';
import { webSession } from './models/web-session.js';

/** All models, in the order in which they are listed: people, integrations, adapters, vaults, ways in, histories. */
export const registry: readonly Model[] = [
  user,
  group,
  organization,
  invitation,
  userPermission,
  groupPermission,
  integrationPermission,
  groupIntegrationPermission,
  integration,
  integrationConfig,
  webServiceEndpoint,
  mcpTool,
  schedule,
  tag,
  comment,
  adapterConfig,
  adapterConfigBinding,
  customAdapter,
  customAdapterConfig,
  sharedModule,
  sharedModuleBinding,
  frontend,
  frontendFile,
  vault,
  vaultPermission,
  vaultItem,
  vaultSecret,
  apiToken,
  oauthApplication,
  connectedClient,
  webSession,
  integrationRunHistory,
  glyueFile,
  auditLogEntry,
  adminLogEntry,
  permissionLogEntry,
];
