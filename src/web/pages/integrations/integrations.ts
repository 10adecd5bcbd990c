import { get, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import { detailPage } from './detail.js';
import { listPage } from './list.js';

/** Integrations: those there are, one of them, and running it. */
export const integrationRoutes = (services: SiteServices): Route[] => [
  get('/integrations', 'user', listPage(services)),
  get('/integrations/:id', 'user', detailPage(services)),
];
