import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '../../src/database/connection.js';
import { notify } from '../../src/database/notify.js';
import type { GatewayEvent } from '../../src/events/event-bus.js';
import { EVENT_CHANNEL } from '../../src/events/event-text.js';
import { PostgresEventBus } from '../../src/events/postgres-event-bus.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { wayTo } from '../database/way.js';

const CHANGED: GatewayEvent = { type: 'tools_changed' };
const cancelled = (call: string): GatewayEvent => ({ type: 'call_cancelled', call });

describe('the event bus of many processes', function eventBus() {
  this.timeout(60_000);
  let fresh: FreshDatabase;
  let buses: PostgresEventBus[] = [];
  before(async () => {
    fresh = await freshDatabase.PostgreSQL();
  });
  afterEach(async () => {
    for (const bus of buses) await bus.stop();
    buses = [];
  });
  after(() => fresh.remove());

  interface Node {
    readonly bus: PostgresEventBus;
    readonly heard: GatewayEvent[];
    readonly errors: unknown[];
    readonly trouble: string[];
    /** Resolves when it has heard so many. */
    hears(count: number): Promise<void>;
  }

  async function node(url = fresh.url): Promise<Node> {
    const [heard, errors, trouble]: [GatewayEvent[], unknown[], string[]] = [[], [], []];
    const bus = new PostgresEventBus({
      url,
      onError: (error) => errors.push(error),
      onTrouble: (_, what) => trouble.push(what),
      random: () => 0,
    });
    bus.subscribe((event) => heard.push(event));
    await bus.start();
    buses.push(bus);
    const hears = async (count: number) => {
      for (let i = 0; i < 400 && heard.length < count; i++) await delay(10);
    };
    return { bus, heard, errors, trouble, hears };
  }

  it('tells all, each once, in the order of publishing', async () => {
    const [a, b, c] = [await node(), await node(), await node()];
    const events = Array.from({ length: 200 }, (_, index) => cancelled(String(index)));
    for (const event of events) a.bus.publish(event);
    assert.deepEqual(a.heard, events, 'at once where it was published');
    await b.hears(200);
    await c.hears(200);
    assert.deepEqual(b.heard, events);
    assert.deepEqual(c.heard, events);
    // What a has sent has come back meanwhile.
    assert.equal(a.heard.length, 200);
    b.bus.publish(CHANGED);
    await a.hears(201);
    assert.deepEqual(a.heard.at(-1), CHANGED);
  });

  it('does not know what another database publishes', async () => {
    const other = await freshDatabase.PostgreSQL();
    const [a, b, c] = [await node(), await node(other.url), await node()];
    a.bus.publish(CHANGED);
    await c.hears(1);
    assert.deepEqual(b.heard, []);
    await b.bus.stop();
    await other.remove();
  });

  it('comes back when its connection is lost, tells what was published meanwhile, and that much may have changed', async () => {
    const way = await wayTo(fresh.url);
    const [a, b] = [await node(way.url), await node()];
    way.cut();
    a.bus.publish(cancelled('1'));
    a.bus.publish(cancelled('1'));
    b.bus.publish(cancelled('missed'));
    assert.deepEqual(a.heard, [cancelled('1'), cancelled('1')], 'at once where it was published');
    await delay(150);
    a.bus.publish(cancelled('2'));
    await way.mend();
    await b.hears(3);
    assert.deepEqual(b.heard, [cancelled('missed'), cancelled('1'), cancelled('2')]);
    await a.hears(4);
    assert.deepEqual(a.heard.slice(3), [CHANGED]);
    b.bus.publish(CHANGED);
    await a.hears(5);
    assert.equal(a.heard.length, 5, 'it hears again');
    assert.deepEqual(a.trouble, ['the connection that listens to the other processes is lost']);
    assert.deepEqual(a.errors, []);
    await a.bus.stop();
    way.cut();
  });

  it('comes back when the server ends its connection', async () => {
    const [a, b] = [await node(), await node()];
    const db = openDatabase(fresh);
    await db.raw(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'integration-gateway events'`);
    await db.destroy();
    await a.hears(1);
    await b.hears(1);
    assert.deepEqual([a.heard, b.heard], [[CHANGED], [CHANGED]]);
    a.bus.publish(CHANGED);
    await b.hears(2);
    assert.equal(b.heard.length, 2);
  });

  it('keeps a thousand events while the database is away, and says that it drops more', async () => {
    const way = await wayTo(fresh.url);
    const [a, b] = [await node(way.url), await node()];
    way.cut();
    while (a.trouble.length === 0) await delay(5);
    for (let i = 0; i < 1_002; i++) a.bus.publish(cancelled(String(i)));
    assert.equal(a.trouble.filter((what) => /dropped/.test(what)).length, 2);
    await way.mend();
    await b.hears(1_000);
    assert.deepEqual(b.heard.at(-1), cancelled('999'));
    await a.bus.stop();
    way.cut();
  });

  it('sends no event that PostgreSQL would not take, and goes on', async () => {
    const [a, b] = [await node(), await node()];
    a.bus.publish(cancelled('é'.repeat(4_000)));
    assert.match(String(a.errors[0]), /too long/);
    a.bus.publish(cancelled('x'.repeat(7_800)));
    await b.hears(1);
    assert.equal((b.heard[0] as { call: string }).call.length, 7_800);
  });

  it('leaves out what is no event', async () => {
    const a = await node();
    const db = openDatabase(fresh);
    await notify(db, EVENT_CHANNEL, 'nonsense');
    await notify(db, EVENT_CHANNEL, JSON.stringify({ from: 'elsewhere', event: CHANGED }));
    await db.destroy();
    await a.hears(1);
    assert.deepEqual(a.heard, [CHANGED]);
    assert.equal(a.errors.length, 1);
  });

  it('sends what was published just before it is stopped, and stops also while the database is away', async () => {
    const way = await wayTo(fresh.url);
    const [a, b, c] = [await node(), await node(), await node(way.url)];
    a.bus.publish(CHANGED);
    await a.bus.stop();
    await b.hears(1);
    assert.deepEqual(b.heard, [CHANGED]);
    way.cut();
    c.bus.publish(CHANGED);
    const before = performance.now();
    await c.bus.stop();
    assert(performance.now() - before < 2_000);
  });

  it('does not start where there is no database', async () => {
    await assert.rejects(node('postgres://postgres@127.0.0.1:1/none'), /ECONNREFUSED/);
  });
});
