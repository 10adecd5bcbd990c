import assert from 'node:assert/strict';
import { redirectProblem } from '../../src/auth/redirect-address.js';

describe('redirectProblem', () => {
  const cases: [string, { given: string; want: RegExp | null }][] = [
    ['the address of mcp-remote', { given: 'http://localhost:6545/oauth/callback', want: null }],
    ['this machine by its IPv4 address', { given: 'http://127.0.0.1:6545/cb', want: null }],
    ['this machine by its IPv6 address', { given: 'http://[::1]/cb', want: null }],
    ['another host by HTTPS', { given: 'https://client.example/cb?tenant=1', want: null }],
    ['another host without a path', { given: 'https://client.example', want: null }],
    ['another host by HTTP', { given: 'http://client.example/cb', want: /must begin with https/ }],
    ['what only looks like this machine', { given: 'http://localhost.client.example/cb', want: /https/ }],
    ['this machine by HTTPS', { given: 'https://localhost/cb', want: /must begin with http:/ }],
    ['a scheme of its own', { given: 'cursor://anysphere/cb', want: /must begin with https/ }],
    ['a script', { given: 'javascript:alert(1)', want: /must begin with https/ }],
    ['a fragment', { given: 'https://client.example/cb#x', want: /#/ }],
    ['an empty fragment', { given: 'https://client.example/cb#', want: /#/ }],
    ['a user name', { given: 'https://ann@client.example/cb', want: /user name/ }],
    ['a password', { given: 'https://:pw@client.example/cb', want: /password/ }],
    ['a wildcard in the host', { given: 'https://*.client.example/cb', want: /\*/ }],
    ['a wildcard in the path', { given: 'https://client.example/*', want: /\*/ }],
    [
      'dots that lead elsewhere',
      { given: 'https://client.example/a/../cb', want: /written as https:\/\/client\.example\/cb$/ },
    ],
    ['a host in capitals', { given: 'https://Client.example/cb', want: /written as https:\/\/client/ }],
    ['a port that goes without saying', { given: 'https://client.example:443/cb', want: /written as/ }],
    ['this machine in disguise', { given: 'http://0x7f.1/cb', want: /written as http:\/\/127\.0\.0\.1\/cb/ }],
    ['a space', { given: 'https://client.example/a b', want: /written as/ }],
    ['no address', { given: 'localhost', want: /is no address/ }],
    ['one of 500 characters', { given: `https://client.example/${'a'.repeat(477)}`, want: null }],
    ['one of 501 characters', { given: `https://client.example/${'a'.repeat(478)}`, want: /longer than 500/ }],
  ];
  for (const [name, { given, want }] of cases) {
    it(`${want ? 'refuses' : 'takes'} ${name}`, () => {
      const problem = redirectProblem(given);
      if (want) assert.match(problem ?? '', want);
      else assert.equal(problem, null);
    });
  }
});
