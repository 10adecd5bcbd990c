import assert from 'node:assert/strict';
import { isAllowedDomain } from '../../src/oauth/allowed-domains.js';

describe('the domains that clients may be at', () => {
  const cases: [address: string, given: { domains: string[]; want: boolean }][] = [
    ['https://example.com/callback', { domains: ['example.com'], want: true }],
    ['https://example.com:8443/callback', { domains: ['example.com'], want: true }],
    ['http://example.com/callback', { domains: ['example.com'], want: false }],
    ['https://a.example.com/', { domains: ['example.com'], want: false }],
    ['https://a.example.com/', { domains: ['*.example.com'], want: true }],
    ['https://example.com/', { domains: ['*.example.com'], want: false }],
    ['https://notexample.com/', { domains: ['*.example.com', 'example.com'], want: false }],
    ['https://example.com.evil.test/', { domains: ['example.com'], want: false }],
    ['https://example.com@evil.test/', { domains: ['example.com'], want: false }],
    ['http://localhost:6545/oauth/callback', { domains: ['localhost'], want: true }],
    ['http://127.0.0.1:6545/oauth/callback', { domains: ['localhost'], want: true }],
    ['http://[::1]:6545/oauth/callback', { domains: ['localhost'], want: true }],
    // Where somebody develops a client, its document is at such an address: documents are read over HTTPS alone.
    ['https://localhost:8443/client.json', { domains: ['localhost'], want: true }],
    ['ftp://localhost/', { domains: ['localhost'], want: false }],
    ['http://localhost:6545/oauth/callback', { domains: ['example.com'], want: false }],
    ['http://localhost.evil.test/', { domains: ['localhost'], want: false }],
    ['myapp:/callback', { domains: ['localhost'], want: false }],
    ['no address', { domains: ['localhost'], want: false }],
    ['https://example.com/', { domains: [], want: false }],
  ];
  for (const [address, { domains, want }] of cases) {
    it(`${domains.join(', ') || 'none'}: ${want ? '' : 'not '}${address}`, () => {
      assert.equal(isAllowedDomain(address, domains), want);
    });
  }
});
