import { redirect } from './answer.js';
import { accountRoutes } from './pages/account/account.js';
import { adapterRoutes } from './pages/adapters/adapters.js';
import { applicationRoutes } from './pages/applications/applications.js';
import { auditRoutes } from './pages/audit/audit.js';
import { connectionRoutes } from './pages/connections/connections.js';
import { documentationRoutes } from './pages/documentation/documentation.js';
import { frontendRoutes } from './pages/frontends/frontends.js';
import { integrationRoutes } from './pages/integrations/integrations.js';
import { mcpToolRoutes } from './pages/mcp-tools/mcp-tools.js';
import { peopleRoutes } from './pages/people/people.js';
import { runRoutes } from './pages/runs/run-routes.js';
import { scheduleRoutes } from './pages/schedules/schedules.js';
import { interactionRoutes } from './pages/sign-in/interaction.js';
import { signInRoutes } from './pages/sign-in/sign-in.js';
import { tokenRoutes } from './pages/tokens/tokens.js';
import { get, type Route } from './route.js';
import type { SiteServices } from './site-services.js';

/** Every page of the site. */
export const siteRoutes = (services: SiteServices): Route[] => [
  get('/', 'user', () => redirect('/integrations')),
  ...signInRoutes(services),
  ...integrationRoutes(services),
  ...adapterRoutes(services),
  ...frontendRoutes(services),
  ...runRoutes(services),
  ...scheduleRoutes(services),
  ...interactionRoutes(services),
  ...connectionRoutes(services),
  ...mcpToolRoutes(services),
  ...applicationRoutes(services),
  ...tokenRoutes(services),
  ...auditRoutes(services),
  ...peopleRoutes(services),
  ...documentationRoutes(services),
  ...accountRoutes(services),
];
