import type { IncomingHttpHeaders } from 'node:http';
import { isKnownHost, isOwnOrigin } from '../request/caller-origin.js';
import { DoorError } from './door-error.js';

/**
 * Keeps out pages of other sites, which reach the gateway through the browser of somebody who may use it.
 * @throws DoorError
 */
export function guardCaller(headers: IncomingHttpHeaders, hostnames: readonly string[]): void {
  if (!isKnownHost(headers, hostnames))
    throw new DoorError('host_not_allowed', 'Host not allowed: the gateway is not known by that name.');
  if (!isOwnOrigin(headers, hostnames))
    throw new DoorError('origin_not_allowed', 'Origin not allowed: the request comes from a page of another site.');
}
