import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import { bind, deleteConfig, setActive, unbind } from './changes.js';
import { create, newPage } from './create.js';
import { configPage, save, validate } from './edit.js';
import { listPage } from './list.js';

/** Adapter configurations: who may use them may do with them whatever there is to do. */
export const adapterRoutes = (services: SiteServices): Route[] => [
  get('/adapters', 'adapter_configs', listPage(services)),
  get('/adapters/new', 'adapter_configs', newPage(services)),
  post('/adapters', 'adapter_configs', create(services)),
  get('/adapters/:id', 'adapter_configs', (visit) => configPage(services, visit)),
  post('/adapters/:id', 'adapter_configs', save(services)),
  post('/adapters/:id/validate', 'adapter_configs', validate(services)),
  post('/adapters/:id/active', 'adapter_configs', setActive(services)),
  post('/adapters/:id/delete', 'adapter_configs', deleteConfig(services)),
  post('/adapters/:id/bind', 'adapter_configs', bind(services)),
  post('/adapters/:id/unbind', 'adapter_configs', unbind(services)),
];
