import type { Who } from './route.js';
import type { Visit } from './visit.js';

/** A page that the navigation leads to. */
export interface Place {
  readonly path: string;
  readonly name: string;
  readonly who: Who;
}

/** In the order in which they are shown. */
const places: readonly Place[] = [
  { path: '/integrations', name: 'Integrations', who: 'user' },
  { path: '/runs', name: 'Run history', who: 'user' },
  { path: '/mcp-tools', name: 'MCP Tools', who: 'staff' },
  { path: '/connections', name: 'Connected clients', who: 'user' },
  { path: '/tokens', name: 'API tokens', who: 'user' },
  { path: '/applications', name: 'OAuth applications', who: 'staff' },
  { path: '/adapters', name: 'Adapters', who: 'adapter_configs' },
  { path: '/users', name: 'Users', who: 'staff' },
  { path: '/groups', name: 'Groups', who: 'staff' },
  { path: '/permissions', name: 'Permissions', who: 'staff' },
  { path: '/invitations', name: 'Invitations', who: 'invite' },
  { path: '/audit', name: 'Audit log', who: 'staff' },
];

/** Those that the visitor may use. */
export const placesFor = ({ visitor, permissions }: Visit): readonly Place[] =>
  places.filter(({ who }) => {
    if (visitor?.superuser || who === 'user') return true;
    return who === 'staff' ? visitor?.staff : permissions.has(who);
  });
