import { redirect } from '../../answer.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { detailPage } from './detail.js';
import { listPage } from './list.js';
import { runNow, runPage } from './run.js';

/** Integrations: those there are, one of them, and running it. */
export function integrationRoutes(services: SiteServices): Route[] {
  const detail = detailPage(services);
  /** A link that says `from_run` means to run it. */
  const shown = (visit: Visit) =>
    visit.query.has('from_run')
      ? redirect(`/integrations/${encodeURIComponent(visit.params.id ?? '')}/run?${visit.query}`)
      : detail(visit);
  return [
    get('/integrations', 'user', listPage(services)),
    get('/integrations/:id', 'user', shown),
    get('/integrations/:id/run', 'user', runPage(services)),
    post('/integrations/:id/run', 'user', runNow(services)),
  ];
}
