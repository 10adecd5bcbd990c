import { fetch } from 'undici';
import type { Outlet } from './outlet.js';

/** The standard's `fetch` through the one way out. It follows no redirects: the next address may be another one than was allowed. */
export const guardedFetch =
  ({ dispatcher }: Outlet): typeof globalThis.fetch =>
  (input, init) =>
    fetch(String(input), { ...(init as object), dispatcher, redirect: 'manual' }) as unknown as Promise<Response>;
