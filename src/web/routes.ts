import { redirect } from './answer.js';
import { interactionRoutes } from './pages/sign-in/interaction.js';
import { signInRoutes } from './pages/sign-in/sign-in.js';
import { get, type Route } from './route.js';
import type { SiteServices } from './site-services.js';

/** Every page of the site. */
export const siteRoutes = (services: SiteServices): Route[] => [
  get('/', 'user', () => redirect('/integrations')),
  ...signInRoutes(services),
  ...interactionRoutes(services),
];
