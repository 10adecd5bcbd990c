import type { Account } from '../auth/account.js';
import { EXECUTE_PATH } from '../engine/posted-input.js';
import type { CallableIntegration, EndpointMatch } from '../queries/endpoints.js';
import type { Queries } from '../queries/queries.js';
import { DoorError } from './door-error.js';

/** What a request runs. */
export interface Target {
  readonly integration: CallableIntegration;
  /** The parameters in a web service endpoint's path; null on the integration's own address. */
  readonly path: Readonly<Record<string, string>> | null;
  /** What a web service endpoint answers with. */
  readonly contentType: string | null;
}

type Find = (queries: Queries, account: Account, method: string, rawPath: string) => Promise<Target>;

/**
 * Finds what the request addresses, when the caller may run it. What the caller holds no right on at all is answered like what
 * is not there.
 * @throws DoorError
 */
export const findTarget: Find = async (queries, account, method, rawPath) => {
  if (rawPath.startsWith(EXECUTE_PATH))
    return integrationAt(queries, account, method, rawPath.slice(EXECUTE_PATH.length));
  return endpointAt(queries, account, method, rawPath);
};

const integrationAt: Find = async (queries, account, method, rawName) => {
  const name = decode(rawName);
  const { endpoints } = queries;
  const found = (await endpoints.integration(name)) ?? (await endpoints.integration(name.replace(/\/$/, '')));
  const rights = found && (await rightsOn(queries, account, found));
  if (!found || !rights)
    throw new DoorError('not_found', `There is no integration "${name.slice(0, 255)}" for you here.`);
  if (method !== 'POST') throw notAllowed(['POST']);
  mayRun(account, found, rights);
  return { integration: found, path: null, contentType: null };
};

const endpointAt: Find = async (queries, account, method, rawPath) => {
  const [prefix = '', ...segments] = rawPath.replace(/^\//, '').replace(/\/$/, '').split('/').map(decode);
  const visible: { match: EndpointMatch; rights: Rights }[] = [];
  for (const match of await queries.endpoints.at(prefix, segments)) {
    const rights = await rightsOn(queries, account, match.integration);
    if (rights) visible.push({ match, rights });
  }
  if (visible.length === 0) throw new DoorError('not_found', 'There is no web service endpoint for you at this path.');
  const found = visible.find(({ match }) => match.method === method);
  if (!found) throw notAllowed(visible.map(({ match }) => match.method));
  const { integration, parameters, response_content_type } = found.match;
  mayRun(account, integration, found.rights);
  return { integration, path: parameters, contentType: response_content_type };
};

interface Rights {
  readonly execute: boolean;
}

/** Null when there is no right at all. */
async function rightsOn(
  queries: Queries,
  account: Account,
  { integration_id }: CallableIntegration,
): Promise<Rights | null> {
  if (account.superuser) return { execute: true };
  const granted = await queries.permissions.on(account.id, integration_id);
  const any = granted.some((rights) => rights.read || rights.write || rights.execute || rights.debug);
  return any ? { execute: granted.some((rights) => rights.execute) } : null;
}

function mayRun(account: Account, { path_name, active, http_api }: CallableIntegration, { execute }: Rights): void {
  if (!active) throw new DoorError('inactive', `The integration "${path_name}" is not active.`);
  if (!execute) throw new DoorError('forbidden', `You may not execute the integration "${path_name}".`);
  if (!http_api && !account.superuser)
    throw new DoorError('http_api_off', `The integration "${path_name}" cannot be called over HTTP.`);
}

const notAllowed = (allowed: readonly string[]): DoorError =>
  new DoorError('method_not_allowed', `This address takes ${allowed.join(', ')} only.`, { Allow: allowed.join(', ') });

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new DoorError('invalid_path', 'The path is not percent-encoded UTF-8.');
  }
}
