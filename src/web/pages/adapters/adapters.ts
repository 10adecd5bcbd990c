import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import { configChanges } from './changes.js';
import { configPage } from './config-page.js';
import { create, newPage } from './create.js';
import { listPage } from './list.js';

/** Adapter configurations: who may use them may do with them whatever there is to do. */
export function adapterRoutes(services: SiteServices): Route[] {
  const { save, validate, setActive, deleteConfig, bind, unbind } = configChanges(services);
  return [
    get('/adapters', 'adapter_configs', listPage(services)),
    get('/adapters/new', 'adapter_configs', newPage(services)),
    post('/adapters', 'adapter_configs', create(services)),
    get('/adapters/:id', 'adapter_configs', (visit) => configPage(services, visit)),
    post('/adapters/:id', 'adapter_configs', save),
    post('/adapters/:id/validate', 'adapter_configs', validate),
    post('/adapters/:id/active', 'adapter_configs', setActive),
    post('/adapters/:id/delete', 'adapter_configs', deleteConfig),
    post('/adapters/:id/bind', 'adapter_configs', bind),
    post('/adapters/:id/unbind', 'adapter_configs', unbind),
  ];
}
