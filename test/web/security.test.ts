import assert from 'node:assert/strict';
import { localPath } from '../../src/web/local-path.js';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { rawRequest } from '../oauth/attack.js';
import { Visitor } from '../oauth/flow.js';

const PASSWORD = 'right password';

describe('The pages hold against', () => {
  let gateway: TestGateway;
  let ann: number;
  before(async () => {
    gateway = await startTestGateway('', { GATEWAY_PROXIES: '1' });
    ann = (await gateway.user('ann', 'staff', PASSWORD)).id;
    await gateway.user('bob', 'staff', PASSWORD);
  });
  after(() => gateway.stop());

  let count = 0;
  /** A browser that comes from an address of its own. */
  class Person extends Visitor {
    constructor(readonly address = `10.3.0.${++count}`) {
      super(gateway.url);
    }
    override request(path: string, init: RequestInit = {}) {
      const headers = { 'x-forwarded-for': this.address, ...(init.headers as Record<string, string>) };
      return super.request(path, { ...init, headers });
    }
    async form(path: string): Promise<string> {
      return (await this.request(path)).text();
    }
    async csrf(path = '/sign-in'): Promise<string> {
      return /name="csrf" value="([^"]+)"/.exec(await this.form(path))?.[1] ?? '';
    }
    async signIn(fields: Record<string, string> = {}) {
      const page = await this.form('/sign-in');
      return this.submit(page.replace(/<input type="hidden" name="next"[^>]*>/, ''), '/sign-in', {
        name: 'ann',
        password: PASSWORD,
        ...fields,
      });
    }
    session() {
      return this.cookies.get('session')?.value ?? '';
    }
  }
  const signedIn = async () => {
    const person = new Person();
    const visitor = await Visitor.of(gateway, ann);
    for (const [name, cookie] of visitor.cookies) person.cookies.set(name, cookie);
    return person;
  };

  describe('a link that leads to another site', () => {
    const links: [given: string, want: string | null][] = [
      ['/runs?status=error', '/runs?status=error'],
      ['/', '/'],
      ['/%2F%2Fevil.example', '/%2F%2Fevil.example'],
      ['/a/../b', '/b'],
      ['', null],
      ['runs', null],
      ['//evil.example', null],
      ['///evil.example', null],
      ['/\\evil.example', null],
      ['\\\\evil.example', null],
      ['/.//evil.example', null],
      ['/..//evil.example', null],
      ['/%2e//evil.example', null],
      ['/%2E%2e//evil.example', null],
      ['/a/..//evil.example', null],
      ['/.\\/evil.example', null],
      ['/\t/evil.example', null],
      ['/\n/evil.example', null],
      ['/.\t//evil.example', null],
      ['\t//evil.example', null],
      ['https://evil.example', null],
      ['http:evil.example', null],
      ['javascript:alert(1)', null],
      ['data:text/html,x', null],
      ['/\u0000//evil.example', '/%00//evil.example'],
      ['@evil.example', null],
      ['?next=//evil.example', null],
    ];
    for (const [given, want] of links) {
      it(`by ${JSON.stringify(given)}`, () => assert.equal(localPath(given), want));
    }

    it('after signing in, and for whoever is signed in already', async () => {
      const person = await signedIn();
      for (const next of [
        '//evil.example',
        '/.//evil.example',
        '/\\evil.example',
        'https://evil.example/',
        '/%2e//evil.example',
      ]) {
        const response = await person.request(`/sign-in?next=${encodeURIComponent(next)}`);
        assert.equal(response.status, 303);
        assert.equal(response.headers.get('location'), '/');
      }
      const late = await new Person().signIn({ next: '/.//evil.example' });
      assert.equal(late.headers.get('location'), '/');
    });

    it('in an address that begins as if it were one', async () => {
      for (const path of ['//evil.example/', '/\\evil.example/', '//evil.example/%2e%2e', '/.//evil.example']) {
        const { status, headers } = await rawRequest(gateway, path, { headers: { host: 'localhost' } });
        assert(status >= 300 && status < 500);
        assert(/^\/(?![/\\])/.test(String(headers.location ?? '/')), String(headers.location));
      }
    });
  });

  describe('a session that was fixed', () => {
    it('signing in gives a new cookie, and the one that was there before is good for nothing', async () => {
      const person = new Person();
      const planted = { value: 'planted-by-somebody-else-and-long-enough-to-be-one', path: '/' };
      person.cookies.set('session', planted);
      assert.notEqual((await person.signIn()).status, 403);
      assert.notEqual(person.session(), planted.value);
      const other = new Person();
      other.cookies.set('session', planted);
      assert.equal((await other.request('/connections')).status, 303);
    });

    it('signing in ends the session that was there before, and signing out the one that is', async () => {
      const person = await signedIn();
      const before = person.session();
      await person.submit('', '/sign-in', { csrf: await person.csrf('/connections'), name: 'ann', password: PASSWORD });
      const now = person.session();
      assert.notEqual(now, before);
      await person.submit('', '/sign-out', { csrf: await person.csrf('/connections') });
      for (const value of [before, now]) {
        const other = new Person();
        other.cookies.set('session', { value, path: '/' });
        assert.equal((await other.request('/connections')).status, 303);
      }
    });
  });

  describe('a form of another site:', () => {
    const fields = { name: 'ann', password: PASSWORD };
    const attacks: [name: string, { given: () => Promise<Response> }][] = [
      ['signing in without a token', { given: async () => new Person().submit('', '/sign-in', fields) }],
      [
        'signing in with no cookie and a token',
        { given: async () => new Person().submit('', '/sign-in', { ...fields, csrf: await new Person().csrf() }) },
      ],
      [
        'signing in with the token of somebody else',
        {
          given: async () => {
            const victim = new Person();
            await victim.csrf();
            return victim.submit('', '/sign-in', { ...fields, csrf: await new Person().csrf() });
          },
        },
      ],
      ['signing out without a token', { given: async () => (await signedIn()).submit('', '/sign-out', {}) }],
      [
        'signing out with an empty token',
        { given: async () => (await signedIn()).submit('', '/sign-out', { csrf: '' }) },
      ],
      [
        'signing out with the token of another session of the same user',
        {
          given: async () =>
            (await signedIn()).submit('', '/sign-out', { csrf: await (await signedIn()).csrf('/connections') }),
        },
      ],
      [
        'signing out with the token from before signing in',
        {
          given: async () => {
            const person = new Person();
            const csrf = await person.csrf();
            await person.signIn();
            return person.submit('', '/sign-out', { csrf });
          },
        },
      ],
      [
        'disconnecting a client',
        { given: async () => (await signedIn()).submit('', '/connections/disconnect', { client_id: 'x' }) },
      ],
      ['with the token, and an Origin of its own', { given: () => outside({ origin: 'https://evil.example' }) }],
      ['with the token, and no Origin that can be named', { given: () => outside({ origin: 'null' }) }],
      ['with the token, and what the browser says of it', { given: () => outside({ 'sec-fetch-site': 'cross-site' }) }],
      [
        'with the token, from another port of this host',
        { given: () => outside({ origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' }) },
      ],
      [
        'with the token, from a neighbour below the same domain',
        { given: () => outside({ 'sec-fetch-site': 'same-site' }) },
      ],
    ];
    const outside = async (headers: Record<string, string>) => {
      const person = await signedIn();
      const csrf = await person.csrf('/connections');
      const body = new URLSearchParams({ csrf }).toString();
      return person.request('/sign-out', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      });
    };
    for (const [name, { given }] of attacks) {
      it(name, async () => {
        const response = await given();
        assert.equal(response.status, 403);
        assert.deepEqual(
          response.headers.getSetCookie().filter((cookie) => /^session=/.test(cookie) && /Max-Age=0/.test(cookie)),
          [],
        );
      });
    }

    it('as JSON, as text, as parts and as nothing', async () => {
      const person = await signedIn();
      const csrf = await person.csrf('/connections');
      for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', '']) {
        const response = await person.request('/sign-out', {
          method: 'POST',
          body: `csrf=${csrf}`,
          headers: { 'content-type': type },
        });
        assert.equal(response.status, 400, type);
      }
      assert.equal((await person.request('/connections')).status, 200);
    });

    it('with a GET', async () => {
      const person = await signedIn();
      for (const path of ['/sign-out', '/connections/disconnect'])
        assert.equal((await person.request(path)).status, 405);
      assert.equal((await person.request('/connections')).status, 200);
    });
  });

  describe('a call to an integration from another site', () => {
    const PATH = '/integrations/execute/nothing-here';
    const calls: [
      name: string,
      { given: (person: Person, csrf: string) => RequestInit & { path?: string }; want: number },
    ][] = [
      ['with the cookie alone', { given: () => ({}), want: 403 }],
      [
        'with the cookie for a token',
        { given: (person) => ({ headers: { 'x-csrftoken': person.session() } }), want: 403 },
      ],
      ['with a token of another session', { given: () => ({ headers: { 'x-csrftoken': foreign } }), want: 403 }],
      ['with the token in the query', { given: (_person, csrf) => ({ path: `${PATH}?csrf=${csrf}` }), want: 403 }],
      ['with the token in the body', { given: (_person, csrf) => ({ body: `csrf=${csrf}` }), want: 403 }],
      [
        'with the token, and another Origin',
        { given: (_person, csrf) => ({ headers: { 'x-csrftoken': csrf, origin: 'https://evil.example' } }), want: 403 },
      ],
      [
        'with the token, from another site',
        { given: (_person, csrf) => ({ headers: { 'x-csrftoken': csrf, 'sec-fetch-site': 'cross-site' } }), want: 403 },
      ],
      [
        'as a link to a web service',
        { given: () => ({ method: 'GET', path: '/api/x', headers: { 'sec-fetch-site': 'cross-site' } }), want: 403 },
      ],
      [
        'as a picture from a web service',
        { given: () => ({ method: 'GET', path: '/api/x', headers: { origin: 'https://evil.example' } }), want: 403 },
      ],
      [
        '— and let our own page through',
        { given: (_person, csrf) => ({ headers: { 'x-csrftoken': csrf } }), want: 404 },
      ],
    ];
    let foreign: string;
    before(async () => {
      foreign = await (await signedIn()).csrf('/connections');
    });
    for (const [name, { given, want }] of calls) {
      it(name, async () => {
        const person = await signedIn();
        const { path = PATH, ...init } = given(person, await person.csrf('/connections'));
        const response = await person.request(path, { method: 'POST', ...init });
        assert.equal(response.status, want, await response.clone().text());
        assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
      });
    }

    it('with a cookie on MCP, which takes none', async () => {
      const person = await signedIn();
      const csrf = await person.csrf('/connections');
      const response = await person.request('/mcp', { method: 'POST', headers: { 'x-csrftoken': csrf }, body: '{}' });
      assert.equal(response.status, 401);
    });
  });

  describe('guessing', () => {
    const attempt = async (name: string, password: string, person = new Person()) => {
      const csrf = await person.csrf();
      const start = performance.now();
      const response = await person.submit('', '/sign-in', { csrf, name, password });
      return { status: response.status, text: await response.text(), time: performance.now() - start };
    };

    it('whether a user exists: the answer and the time it takes are the same', async () => {
      await gateway.user('passwordless', 'staff');
      await gateway.user('disabled', 'staff', PASSWORD);
      await gateway.queries.users.setActive('disabled', false, new Date());
      await attempt('warm', 'up');
      const answers = [];
      for (const name of ['ann', 'nobody', 'passwordless', 'disabled']) {
        const password = name === 'disabled' ? PASSWORD : 'wrong';
        const { status, text, time } = await attempt(name, password);
        // What else the machine does makes some slower, so each counts as its quickest.
        const again = [await attempt(name, password), await attempt(name, password)];
        answers.push({
          time: Math.min(time, ...again.map((other) => other.time)),
          rest: { status, text: text.replaceAll(name, '').replace(/name="csrf" value="[^"]+"/g, '') },
        });
      }
      for (const { rest } of answers) assert.deepEqual(rest, answers[0]?.rest);
      const times = answers.map(({ time }) => time);
      assert(Math.min(...times) > Math.max(...times) / 10, times.join(' '));
    });

    it('a password: whoever guesses is slowed down, and the user at another address is not', async () => {
      const guesser = new Person();
      for (let i = 0; i < 10; i++) assert.equal((await attempt('bob', `wrong ${i}`, guesser)).status, 401);
      const refused = await attempt('bob', PASSWORD, guesser);
      assert.equal(refused.status, 429);
      assert.match(refused.text, /too many wrong passwords/);
      // The addresses before the one that our own proxy has added are what the sender says.
      const liar = new Person(`10.99.0.1, ${guesser.address}`);
      assert.equal((await attempt('bob', PASSWORD, liar)).status, 429);
      assert.equal((await attempt('BOB', PASSWORD, guesser)).status, 429);
      assert.equal((await attempt('bob', PASSWORD)).status, 303);
      // Not the name: people type passwords there.
      const told = gateway.logged.filter((line) => line.includes(`"network":"${guesser.address}"`));
      assert.match(told[0] ?? '', /too many wrong passwords; more are refused for a while/);
      assert(!/bob|wrong \d/i.test(told.join()));
    });

    it('a password with Basic, which is counted together with the form', async () => {
      const address = '10.3.9.9';
      const basic = async (password: string) => {
        const headers = { authorization: `Basic ${btoa(`bob:${password}`)}`, 'x-forwarded-for': address };
        return (await fetch(`${gateway.url}/integrations/execute/x`, { method: 'POST', headers })).status;
      };
      for (let i = 0; i < 5; i++) assert.equal(await basic(`wrong ${i}`), 401);
      const person = new Person(address);
      for (let i = 5; i < 10; i++) assert.equal((await attempt('bob', `wrong ${i}`, person)).status, 401);
      assert.equal(await basic('wrong'), 429);
      assert.equal((await attempt('bob', 'wrong', person)).status, 429);
    });
  });

  it('a claim to come from elsewhere, where no proxy of ours stands in front', async () => {
    const bare = await startTestGateway();
    try {
      const statuses: number[] = [];
      for (let i = 0; i < 105; i++) {
        const headers = { authorization: `Bearer guess-${i}`, 'x-forwarded-for': `10.4.0.${i}` };
        statuses.push((await fetch(`${bare.url}/integrations/execute/x`, { method: 'POST', headers })).status);
      }
      assert(statuses.includes(429));
    } finally {
      await bare.stop();
    }
  });

  it('bodies that are too large or not what they say', async () => {
    const person = await signedIn();
    const csrf = await person.csrf('/connections');
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const large = await person.request('/sign-out', {
      method: 'POST',
      headers,
      body: `csrf=${csrf}&x=${'x'.repeat(3 * 1024 * 1024)}`,
    });
    assert.equal(large.status, 413);
    const odd = await person.request('/connections/disconnect', {
      method: 'POST',
      headers,
      body: `csrf=${csrf}&client_id=%00%ff%F0`,
    });
    assert.equal(odd.status, 400);
    // PostgreSQL knows no text with a NUL in it.
    assert.equal((await person.request('/integrations/%00')).status, 400);
    assert.equal((await person.request('/runs?text=%00')).status, 400);
  });

  it('a person who is deactivated: the session ends at once', async () => {
    const { id } = await gateway.user('carl', 'staff');
    const visitor = await Visitor.of(gateway, id);
    assert.equal((await visitor.request('/connections')).status, 200);
    await gateway.queries.users.setActive('carl', false, new Date());
    assert.equal((await visitor.request('/connections')).status, 303);
    await gateway.queries.users.setActive('carl', true, new Date());
    assert.equal((await visitor.request('/connections')).status, 303);
  });
});
