import assert from 'node:assert/strict';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { endOf, opens } from './attack.js';
import { ask, authorizationUrl, type Client, createClient, pkce, REDIRECT, Visitor } from './flow.js';

describe('Consent', () => {
  let gateway: TestGateway;
  const ids: Record<string, number> = {};
  before(async () => {
    gateway = await startTestGateway();
    for (const name of ['ann', 'bob', 'carl']) ids[name] = (await gateway.user(name, 'staff')).id;
    for (const name of ['root', 'admin']) ids[name] = (await gateway.user(name, 'superuser')).id;
  });
  after(() => gateway.stop());

  const as = (name: string) => Visitor.of(gateway, ids[name] as number);
  const asks = (end: Awaited<ReturnType<typeof endOf>>) => 'page' in end && /to act for you/.test(end.page);

  const cases: [
    name: string,
    { given: () => Promise<Parameters<typeof createClient>[1]>; by?: string; want: boolean },
  ][] = [
    ['an application of the command line', { given: async () => ({}), want: false }],
    ['an application of a superuser', { given: async () => ({ made_by: ids.root as number }), want: false }],
    [
      'an application of the command line that is to ask',
      { given: async () => ({ skip_authorization: false }), want: true },
    ],
    ['an application of one’s own', { given: async () => ({ made_by: ids.ann as number }), want: false }],
    [
      'an application of another member of the staff',
      { given: async () => ({ made_by: ids.bob as number }), want: true },
    ],
    [
      'an application of the staff, by a superuser',
      { given: async () => ({ made_by: ids.bob as number }), by: 'root', want: true },
    ],
    ['an application without a secret', { given: async () => ({ isPublic: true }), want: true }],
    [
      'an application without a secret of one’s own',
      { given: async () => ({ isPublic: true, made_by: ids.ann as number }), want: true },
    ],
    ['an application that has registered itself', { given: async () => ({ registered: true }), want: true }],
    [
      'an application of somebody who was a superuser',
      {
        given: async () => {
          const { id } = await gateway.user('demoted', 'superuser');
          await gateway.queries.users.setKind(id, 'staff', null, new Date());
          return { made_by: id };
        },
        want: true,
      },
    ],
    [
      'an application of a superuser who is no longer there',
      {
        given: async () => {
          const { id } = await gateway.user('gone', 'superuser');
          await gateway.queries.users.setActive('gone', false, new Date());
          return { made_by: id };
        },
        want: true,
      },
    ],
  ];
  for (const [name, { given, by = 'ann', want }] of cases) {
    it(`is ${want ? '' : 'not '}asked for ${name}`, async () => {
      const client = await createClient(gateway, await given());
      const end = await endOf(gateway, client, await as(by), {});
      assert.equal(asks(end), want, JSON.stringify(end));
      if (want) assert(!('away' in end));
    });
  }

  it('is asked again of a client without a secret, and of one that has registered itself', async () => {
    for (const application of [{ isPublic: true }, { registered: true }]) {
      const client = await createClient(gateway, application);
      const visitor = await as('ann');
      await visitor.allow(authorizationUrl(gateway, client, pkce()));
      assert(asks(await endOf(gateway, client, visitor, {})));
    }
  });

  it('is asked again for what was not allowed before, and what was refused is not given', async () => {
    const client = await createClient(gateway, { skip_authorization: false });
    const visitor = await as('ann');
    const verifier = pkce();
    const asked = await visitor.follow(authorizationUrl(gateway, client, verifier, { scope: 'read' }));
    assert('page' in asked);
    const answered = await visitor.submit(asked.page, asked.url.pathname, {
      decision: 'allow',
      scope: ['read', 'administer'],
    });
    const end = await visitor.follow(onwardOf(await answered.text()));
    assert('away' in end);
    const fields = { grant_type: 'authorization_code', redirect_uri: REDIRECT, code_verifier: verifier.verifier };
    const tokens = await ask(gateway, client, { ...fields, code: end.away.searchParams.get('code') ?? '' });
    assert.equal(tokens.scope, 'read');
    assert(asks(await endOf(gateway, client, visitor, { scope: 'read administer' })));
  });

  it('that is denied is said to the client, with who says it', async () => {
    const client = await createClient(gateway, { skip_authorization: false });
    const visitor = await as('ann');
    const asked = await visitor.follow(authorizationUrl(gateway, client, pkce()));
    assert('page' in asked);
    const answered = await visitor.submit(asked.page, asked.url.pathname, { decision: 'deny' });
    const end = await visitor.follow(onwardOf(await answered.text()));
    assert('away' in end);
    const { error, iss, state, code } = Object.fromEntries(end.away.searchParams);
    assert.deepEqual(
      { error, iss, state, code },
      { error: 'access_denied', iss: gateway.url, state: 'xyz', code: undefined },
    );
  });

  describe('asked of ann', () => {
    let client: Client;
    let visitor: Visitor;
    let page: string;
    let path: string;
    before(async () => {
      client = await createClient(gateway, { skip_authorization: false });
    });
    beforeEach(async () => {
      visitor = await as('ann');
      const asked = await visitor.follow(authorizationUrl(gateway, client, pkce()));
      assert('page' in asked && asked.status === 200);
      ({ page } = asked);
      path = asked.url.pathname;
    });

    /** Another user's browser, with the cookies of the question to ann. */
    const with2 = async (name: string, cookies: RegExp) => {
      const thief = await as(name);
      for (const [key, value] of visitor.cookies) if (cookies.test(key)) thief.cookies.set(key, value);
      return thief;
    };
    const allow = { decision: 'allow', scope: ['read'] };

    const attacks: [name: string, { given: () => Promise<Response>; want: number }][] = [
      ['without the token of the form', { given: () => visitor.submit('', path, allow), want: 403 }],
      [
        'with the token of another session',
        {
          given: async () => visitor.submit('', path, { ...allow, csrf: await csrfOf(await as('bob')) }),
          want: 403,
        },
      ],
      [
        'by another browser of ann',
        { given: async () => (await as('ann')).submit(await formOf(await as('ann')), path, allow), want: 403 },
      ],
      [
        'by another user who knows the address',
        { given: async () => withForm(await as('bob'), path, allow), want: 400 },
      ],
      [
        'by another user who has the cookies of the question',
        { given: async () => withForm(await with2('bob', /^oauth_(interaction|resume)/), path, allow), want: 400 },
      ],
      [
        'by another user who has all cookies of the authorization server',
        { given: async () => withForm(await with2('bob', /^oauth_/), path, allow), want: 400 },
      ],
      [
        'by another user, with a no',
        { given: async () => withForm(await with2('bob', /^oauth_/), path, { decision: 'deny' }), want: 400 },
      ],
      [
        'for another question',
        {
          given: () => visitor.submit(page, `${path.slice(0, -1)}${path.endsWith('a') ? 'b' : 'a'}`, allow),
          want: 400,
        },
      ],
      [
        'with a cookie that ann has changed',
        {
          given: async () => {
            const cookie = visitor.cookies.get('oauth_interaction') as { value: string; path: string };
            visitor.cookies.set('oauth_interaction', { ...cookie, value: `${cookie.value}x` });
            return visitor.submit(page, path, allow);
          },
          want: 400,
        },
      ],
      [
        'after ann has signed out',
        {
          given: async () => {
            await visitor.submit(page, '/sign-out', {});
            return visitor.submit(page, path, allow);
          },
          want: 403,
        },
      ],
      [
        'after bob has signed in, in the same browser',
        {
          given: async () => {
            visitor.cookies.set('session', (await as('bob')).cookies.get('session') as { value: string; path: string });
            return withForm(visitor, path, allow);
          },
          want: 400,
        },
      ],
    ];
    for (const [name, { given, want }] of attacks) {
      it(`cannot be given ${name}`, async () => {
        const response = await given();
        const text = await response.text();
        assert.equal(response.status, want, text);
        assert(!/http-equiv/.test(text));
        const left = await visitor.follow(`/o/authorize/${path.split('/').at(-1)}`);
        assert(!('away' in left) || !left.away.searchParams.has('code'));
      });
    }

    it('cannot be followed by another user: the answer is good for ann alone', async () => {
      const answered = await visitor.submit(page, path, allow);
      const onward = onwardOf(await answered.text());
      for (const thief of [
        await with2('bob', /^oauth_(interaction|resume)/),
        await with2('bob', /^oauth_/),
        await as('bob'),
      ]) {
        const end = await thief.follow(onward);
        assert(!('away' in end), 'away' in end ? String(end.away) : '');
      }
    });

    it('cannot be used twice', async () => {
      const answered = await visitor.submit(page, path, allow);
      const onward = onwardOf(await answered.text());
      const before = [...visitor.cookies];
      const first = await visitor.follow(onward);
      assert('away' in first && first.away.searchParams.has('code'));
      for (const [name, cookie] of before) if (!visitor.cookies.has(name)) visitor.cookies.set(name, cookie);
      const second = await visitor.follow(onward);
      assert(!('away' in second));
      assert.equal((await visitor.submit(page, path, allow)).status, 400);
    });
  });

  it('cannot be given in advance: whoever sends somebody to a sign-in that he or she has begun gets nothing', async () => {
    const client = await createClient(gateway, { skip_authorization: false });
    const attacker = await as('bob');
    const asked = await attacker.follow(authorizationUrl(gateway, client, pkce()));
    assert('page' in asked);
    const victim = await as('ann');
    const shown = await victim.follow(asked.url.pathname);
    assert('page' in shown);
    assert.equal(shown.status, 400);
    assert.match(shown.page, /This sign-in is over/);
  });

  it('of one person is nothing to the next one, who signs in from the same browser', async () => {
    const client = await createClient(gateway, { skip_authorization: false });
    const visitor = await as('ann');
    await visitor.allow(authorizationUrl(gateway, client, pkce()));
    visitor.cookies.set('session', (await as('bob')).cookies.get('session') as { value: string; path: string });
    const verifier = pkce();
    const end = await visitor.allow(authorizationUrl(gateway, client, verifier));
    const fields = { grant_type: 'authorization_code', redirect_uri: REDIRECT, code_verifier: verifier.verifier };
    const tokens = await ask(gateway, client, { ...fields, code: end.searchParams.get('code') ?? '' });
    assert.equal(await opens(gateway, tokens.access_token), 200);
    const connected = async (id: number) => gateway.queries.oauthArtifacts.connectionsOf(id, new Date());
    assert((await connected(ids.bob as number)).some(({ client_id }) => client_id === client.id));
  });

  it('shows what a client is called as text, and never as a page', async () => {
    const name = '<img src=x onerror=alert(1)>"\'&';
    const client = await createClient(gateway, { skip_authorization: false, name });
    const end = await endOf(gateway, client, await as('ann'), {});
    assert('page' in end);
    assert(!end.page.includes('<img src=x'));
  });
});

const onwardOf = (page: string): string => /content="0;url=([^"]+)"/.exec(page)?.[1] ?? '/nowhere';

const formOf = async (visitor: Visitor): Promise<string> => (await visitor.request('/connections')).text();
const csrfOf = async (visitor: Visitor): Promise<string> =>
  /name="csrf" value="([^"]+)"/.exec(await formOf(visitor))?.[1] ?? '';

/** Sends a form with the right token of that browser. */
const withForm = async (visitor: Visitor, path: string, fields: Record<string, string | string[]>): Promise<Response> =>
  visitor.submit('', path, { ...fields, csrf: await csrfOf(visitor) });
