import assert from 'node:assert/strict';
import { Resource } from '../../src/oauth/resource.js';

const ORIGIN = 'https://gateway.example.com';

describe('what protects an address of the gateway', () => {
  const resource = new Resource(ORIGIN, ['/integrations/mcp/', '/mcp']);
  const cases: [path: string, described: string | null][] = [
    ['', '/integrations/mcp/'],
    ['/', '/integrations/mcp/'],
    ['/integrations/mcp/', '/integrations/mcp/'],
    // mcp-remote asks in the one way and then in the other, and must come upon the same.
    ['/integrations/mcp', '/integrations/mcp/'],
    ['/mcp', '/mcp'],
    ['/mcp/', '/mcp'],
    ['/other', null],
    ['/integrations', null],
  ];
  for (const [path, described] of cases) {
    it(`is described at ${path || 'the root'}${described === null ? ': nothing' : ''}`, () => {
      const found = resource.described(`/.well-known/oauth-protected-resource${path}`);
      assert.equal(found, described === null ? null : ORIGIN + described);
    });
  }

  it('is meant by each of its addresses, and by no other', () => {
    for (const path of ['/integrations/mcp/', '/integrations/mcp', '/mcp', '/mcp/'])
      assert(resource.isMeant(ORIGIN + path));
    for (const other of [ORIGIN, `${ORIGIN}/mcp2`, 'https://other.example.com/mcp', 'no address']) {
      assert(!resource.isMeant(other), other);
    }
  });
});
