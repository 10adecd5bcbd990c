import assert from 'node:assert/strict';
import { routeOf } from '../../src/request/route-name.js';

describe('routeOf', () => {
  const routes: [string, string][] = [
    ['/mcp', '/mcp'],
    ['/integrations/mcp/', '/mcp'],
    ['/integrations/mcp?x=1', '/mcp'],
    ['/integrations/execute/loan_booking?customer=17', '/integrations/execute/{integration}'],
    ['/api/customers/17', '/api/{path}'],
    ['/rest/customers', '/rest/{path}'],
    ['/o/token/', '/o/{path}'],
    ['/.well-known/oauth-protected-resource/mcp', '/o/{path}'],
    ['/ready', '/{probe}'],
    ['/', '/{page}'],
    ['/invitations/secret', '/{page}'],
    ['/mcp-tools', '/{page}'],
    ['http://elsewhere/mcp', '/{page}'],
    ['', '/{page}'],
  ];
  for (const [given, want] of routes) it(`${given} is ${want}`, () => assert.equal(routeOf(given), want));
});
