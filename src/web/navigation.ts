import { mayVisit } from './may-visit.js';
import type { Who } from './route.js';
import type { Visit } from './visit.js';

/** A page that the navigation leads to. */
export interface Place {
  readonly path: string;
  readonly name: string;
  readonly who: Who;
}

/** Pages that belong together. */
export interface Area {
  readonly name: string;
  readonly places: readonly Place[];
}

/** In the order in which they are shown. */
const areas: readonly Area[] = [
  {
    name: 'Work',
    places: [
      { path: '/integrations', name: 'Integrations', who: 'user' },
      { path: '/runs', name: 'Run history', who: 'user' },
      { path: '/schedules', name: 'Schedules', who: 'user' },
      { path: '/adapters', name: 'Adapters', who: 'adapter_configs' },
      { path: '/frontends', name: 'Frontends', who: 'user' },
    ],
  },
  {
    name: 'Connect',
    places: [
      { path: '/mcp-tools', name: 'MCP Tools', who: 'staff' },
      { path: '/connections', name: 'Connected clients', who: 'user' },
      { path: '/tokens', name: 'API tokens', who: 'user' },
      { path: '/applications', name: 'OAuth applications', who: 'staff' },
    ],
  },
  {
    name: 'People',
    places: [
      { path: '/users', name: 'Users', who: 'staff' },
      { path: '/groups', name: 'Groups', who: 'staff' },
      { path: '/permissions', name: 'Permissions', who: 'staff' },
      { path: '/invitations', name: 'Invitations', who: 'invite' },
      { path: '/audit', name: 'Audit log', who: 'staff' },
    ],
  },
  {
    name: 'Help',
    places: [{ path: '/docs', name: 'Documentation', who: 'user' }],
  },
];

/** Those that the visitor may use. */
export const areasFor = (visit: Visit): readonly Area[] =>
  areas
    .map(({ name, places }) => ({ name, places: places.filter(({ who }) => mayVisit(visit, who)) }))
    .filter(({ places }) => places.length > 0);
