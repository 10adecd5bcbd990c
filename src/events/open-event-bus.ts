import type { Logger } from 'pino';
import type { EventBus } from './event-bus.js';
import { LocalEventBus } from './local-event-bus.js';

interface Opened {
  readonly events: EventBus;
  stop(): Promise<void>;
}

/** The bus of a gateway: among all processes on the PostgreSQL that the address names, or within this one. */
export async function openEventBus(url: string | null, log: Logger): Promise<Opened> {
  const onError = (error: unknown) => log.error({ err: error }, 'an event was not taken');
  if (url === null) return { events: new LocalEventBus(onError), stop: async () => {} };
  // Loaded only where it is needed, with the driver.
  const { PostgresEventBus } = await import('./postgres-event-bus.js');
  const onTrouble = (error: unknown, what: string) => log.warn({ err: error }, what);
  const events = new PostgresEventBus({ url, onError, onTrouble, random: Math.random });
  await events.start();
  return { events, stop: () => events.stop() };
}
