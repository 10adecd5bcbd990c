import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { createOutlet, outletLimits } from '../../src/network/create-outlet.js';
import type { Address, Outlet } from '../../src/network/outlet.js';
import { RefusedAddressError } from '../../src/network/refused-address-error.js';

const PUBLIC: Address = { address: '93.184.216.34', family: 4 };
const LOOPBACK: Address = { address: '127.0.0.1', family: 4 };

describe('the outlet', () => {
  let server: Server;
  let port: number;
  let reached: number;
  before(async () => {
    server = createServer((_request, response) => {
      reached++;
      response.end('reached');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    reached = 0;
  });
  const outlets: Outlet[] = [];
  after(async () => {
    for (const outlet of outlets) await outlet.close();
    server.close();
  });
  const outletWith = (...given: Parameters<typeof createOutlet>) => {
    const outlet = createOutlet(...given);
    outlets.push(outlet);
    return outlet;
  };
  const get = async (outlet: Outlet, url: string) => {
    const { body } = await request(url, { dispatcher: outlet.dispatcher });
    return body.text();
  };
  const isRefused = (error: Error) =>
    error instanceof RefusedAddressError && /GATEWAY_ALLOWED_HOSTS/.test(error.message);

  // Of these, many spell 127.0.0.1 in a way that only some readers of addresses know.
  const spellings = [
    '127.0.0.1',
    'localhost',
    'LOCALHOST',
    '127.1',
    '0x7f.1',
    '0x7f000001',
    '2130706433',
    '0177.0.0.1',
    '017700000001',
    '127.0.0.1.',
    '0',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[2002:7f00:1::]',
    '１２７.０.０.１',
    '127。0。0。1',
    '169.254.169.254',
    '10.0.0.1',
    '[fe80::1]',
    '[fd00::1]',
    'user@127.0.0.1',
  ];
  for (const host of spellings) {
    it(`does not reach ${host}`, async () => {
      const outlet = outletWith({ allowedHosts: [] });
      await assert.rejects(get(outlet, `http://${host}:${port}/`), isRefused);
      assert.equal(reached, 0);
    });
  }

  const names = [
    '127.1',
    '0x7f.1',
    '2130706433',
    '0177.0.0.1',
    '127.0.0.1',
    '::1',
    '[::1]',
    'localhost',
    '::ffff:127.0.0.1',
  ];
  for (const host of names) {
    it(`does not connect to ${host} without HTTP either`, async () => {
      const outlet = outletWith({ allowedHosts: [] });
      const connecting = outlet.connect(host, port, { timeoutMs: 5000, signal: new AbortController().signal });
      await assert.rejects(connecting, isRefused);
    });
  }

  const allowed: [string, { given: { allowedHosts: string[]; host: string }; want: boolean }][] = [
    ['a host', { given: { allowedHosts: ['127.0.0.1'], host: '127.0.0.1' }, want: true }],
    ['a host in capitals', { given: { allowedHosts: ['localhost'], host: 'LOCALHOST' }, want: true }],
    ['a host with its port', { given: { allowedHosts: ['127.0.0.1:PORT'], host: '127.0.0.1' }, want: true }],
    ['a host with another port', { given: { allowedHosts: ['127.0.0.1:1'], host: '127.0.0.1' }, want: false }],
    ['another name of the same address', { given: { allowedHosts: ['127.0.0.1'], host: 'localhost' }, want: false }],
    ['a part of a name', { given: { allowedHosts: ['host'], host: 'localhost' }, want: false }],
  ];
  for (const [name, { given, want }] of allowed) {
    it(`${want ? 'takes' : 'does not take'} ${name} for allowed`, async () => {
      const allowedHosts = given.allowedHosts.map((host) => host.replace('PORT', String(port)));
      const getting = get(outletWith({ allowedHosts }), `http://${given.host}:${port}/`);
      if (want) assert.equal(await getting, 'reached');
      else await assert.rejects(getting, isRefused);
      assert.equal(reached, want ? 1 : 0);
    });
  }

  it('is not deceived by a name that resolves to a private address, or to one among others', async () => {
    for (const answer of [[LOOPBACK], [PUBLIC, LOOPBACK], [LOOPBACK, PUBLIC]]) {
      const outlet = outletWith({ allowedHosts: [], lookup: async () => answer });
      await assert.rejects(get(outlet, `http://rebind.example:${port}/`), isRefused);
      await assert.rejects(outlet.addresses('rebind.example', port), isRefused);
    }
    assert.equal(reached, 0);
  });

  it('asks once, and connects to what it was told then', async () => {
    const asked: string[] = [];
    const lookup = async (host: string): Promise<Address[]> => {
      asked.push(host);
      // Public when it is checked, and private if anybody asked again.
      return asked.length === 1 ? [PUBLIC] : [LOOPBACK];
    };
    const outlet = outletWith({ allowedHosts: [], lookup });
    const signal = AbortSignal.timeout(300);
    // Where this runs there may be no internet: what matters is that the second answer was never asked for.
    await assert.rejects(outlet.connect('rebind.example', port, { timeoutMs: 300, signal }));
    assert.deepEqual(asked, ['rebind.example']);
    assert.equal(reached, 0);
  });

  it('asks again for a new connection, and refuses then', async () => {
    let asked = 0;
    const lookup = async (): Promise<Address[]> => (asked++ === 0 ? [PUBLIC] : [LOOPBACK]);
    const outlet = outletWith({ allowedHosts: [], lookup });
    assert.deepEqual(await outlet.addresses('rebind.example', port), [PUBLIC]);
    await assert.rejects(get(outlet, `http://rebind.example:${port}/`), isRefused);
    assert.equal(reached, 0);
  });

  it('says what the system says of a name that does not resolve', async () => {
    const lookup = async () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    };
    const outlet = outletWith({ allowedHosts: [], lookup });
    await assert.rejects(get(outlet, 'http://nowhere.example/'), { code: 'ENOTFOUND' });
    await assert.rejects(
      outlet.connect('nowhere.example', 25, { timeoutMs: 1000, signal: new AbortController().signal }),
      { code: 'ENOTFOUND' },
    );
  });

  it('does not resolve a name again for a connection that is kept', async () => {
    let asked = 0;
    const lookup = async () => {
      asked++;
      return [LOOPBACK];
    };
    const outlet = outletWith({ allowedHosts: ['core.example'], lookup });
    for (let n = 0; n < 5; n++) assert.equal(await get(outlet, `http://core.example:${port}/`), 'reached');
    // The pool may open a second connection before the first one is free again.
    assert(asked <= 2, String(asked));
  });

  it('gives the same connections to those with the same certificates', () => {
    const outlet = outletWith({ allowedHosts: [] });
    const pfx = Buffer.from('x');
    assert.equal(outlet.dispatcherFor({ pfx }), outlet.dispatcherFor({ pfx: Buffer.from('x') }));
    assert.notEqual(outlet.dispatcherFor({ pfx }), outlet.dispatcherFor({ ca: 'x' }));
  });

  it('keeps connections for so many sets of certificates, the oldest go', () => {
    const outlet = outletWith({ allowedHosts: [], limits: { ...outletLimits, certificates: 2 } });
    const [one, two, three] = ['one', 'two', 'three'].map((ca) => ({ ca }));
    assert(one && two && three);
    const first = outlet.dispatcherFor(one);
    const second = outlet.dispatcherFor(two);
    assert.equal(outlet.dispatcherFor(one), first);
    outlet.dispatcherFor(three);
    assert.equal(outlet.dispatcherFor(one), first);
    assert.notEqual(outlet.dispatcherFor(two), second);
  });

  it('opens so many connections to one origin, and lets others wait', async () => {
    const limits = { ...outletLimits, connections: 3 };
    let asked = 0;
    const lookup = async () => {
      asked++;
      return [LOOPBACK];
    };
    const outlet = outletWith({ allowedHosts: ['core.example'], lookup, limits });
    await Promise.all(Array.from({ length: 20 }, () => get(outlet, `http://core.example:${port}/`)));
    assert.equal(reached, 20);
    assert.equal(asked, limits.connections);
  });

  it('waits so long for a connection', async () => {
    const limits = { ...outletLimits, connectMs: 20 };
    const outlet = outletWith({ allowedHosts: [], lookup: () => new Promise(() => {}), limits });
    await assert.rejects(get(outlet, 'http://slow.example/'), { code: 'UND_ERR_CONNECT_TIMEOUT' });
  });

  it('ends a connection that is not wanted any more', async () => {
    const outlet = outletWith({ allowedHosts: [], lookup: () => new Promise(() => {}) });
    const wanted = new AbortController();
    const connecting = outlet.connect('slow.example', 1, { timeoutMs: 5000, signal: wanted.signal });
    wanted.abort(new Error('enough'));
    await assert.rejects(connecting, /enough/);
    await assert.rejects(outlet.connect('slow.example', 1, { timeoutMs: 10, signal: new AbortController().signal }), {
      code: 'ETIMEDOUT',
    });
  });
});
