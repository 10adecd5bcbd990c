import { AdapterConfigs } from '../../../engine/adapter-configs.js';
import type { AdapterConfig } from '../../../queries/adapter-config-row.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound } from '../../web-error.js';

/** The configuration whose id is in the path. @throws WebError when there is none */
export async function foundConfig({ queries }: SiteServices, { params }: Visit): Promise<AdapterConfig> {
  const isId = /^[1-9]\d{0,8}$/.test(params.id ?? '');
  const config = isId ? await queries.adapterConfigs.byId(Number(params.id)) : null;
  if (!config) throw notFound('adapter configuration');
  return config;
}

export const configsOf = ({ queries, keyring, now }: SiteServices): AdapterConfigs =>
  new AdapterConfigs(queries, keyring, now);
