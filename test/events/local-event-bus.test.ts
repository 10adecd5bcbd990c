import assert from 'node:assert/strict';
import type { GatewayEvent } from '../../src/events/event-bus.js';
import { LocalEventBus } from '../../src/events/local-event-bus.js';

const CHANGED: GatewayEvent = { type: 'tools_changed' };

describe('the event bus of one process', () => {
  it('tells every subscriber, in order, until it leaves', () => {
    const bus = new LocalEventBus((error) => assert.fail(String(error)));
    const told: [string, GatewayEvent][] = [];
    const leave = bus.subscribe((event) => void told.push(['a', event]));
    bus.subscribe((event) => void told.push(['b', event]));
    bus.publish(CHANGED);
    leave();
    leave();
    bus.publish({ type: 'call_cancelled', call: '1' });
    assert.deepEqual(told, [
      ['a', CHANGED],
      ['b', CHANGED],
      ['b', { type: 'call_cancelled', call: '1' }],
    ]);
  });

  it('tells the others when one fails, and whoever published', () => {
    const errors: unknown[] = [];
    const bus = new LocalEventBus((error) => errors.push(error));
    let told = 0;
    bus.subscribe(() => assert.fail('a bad subscriber'));
    bus.subscribe(() => void told++);
    bus.publish(CHANGED);
    assert.equal(told, 1);
    assert.match(String(errors[0]), /a bad subscriber/);
  });

  it('takes events whose subscribers leave and come while they are told', () => {
    const bus = new LocalEventBus((error) => assert.fail(String(error)));
    let told = 0;
    const leave = bus.subscribe(() => {
      leave();
      bus.subscribe(() => void told++);
    });
    bus.publish(CHANGED);
    bus.publish(CHANGED);
    assert.equal(told, 1);
  });
});
