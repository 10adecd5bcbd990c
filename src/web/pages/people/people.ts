import type { Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import { acceptanceRoutes } from './acceptance.js';
import { groupRoutes } from './group-routes.js';
import { invitationRoutes } from './invitation-routes.js';
import { organizationRoutes } from './organizations.js';
import { permissionRoutes } from './permission-routes.js';
import { userRoutes } from './user-routes.js';

/** The pages about people and what they may do. */
export const peopleRoutes = (services: SiteServices): Route[] => [
  ...userRoutes(services),
  ...groupRoutes(services),
  ...organizationRoutes(services),
  ...permissionRoutes(services),
  ...invitationRoutes(services),
  ...acceptanceRoutes(services),
];
