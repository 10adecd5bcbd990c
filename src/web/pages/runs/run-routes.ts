import { get, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import { runListFragment, runListPage } from './run-list-page.js';
import { runFragment, runPage } from './run-page.js';
import { stepDownload, stepPage } from './step-page.js';

/** The run history (domain.md 3.14), for whoever holds `debug`. */
export const runRoutes = (services: SiteServices): Route[] => [
  get('/runs', 'user', (visit) => runListPage(services, visit)),
  get('/runs/live', 'user', (visit) => runListFragment(services, visit)),
  get('/runs/:id', 'user', (visit) => runPage(services, visit)),
  get('/runs/:id/live', 'user', (visit) => runFragment(services, visit)),
  get('/runs/:id/steps/:item', 'user', (visit) => stepPage(services, visit)),
  get('/runs/:id/steps/:item/json', 'user', (visit) => stepDownload(services, visit)),
];
