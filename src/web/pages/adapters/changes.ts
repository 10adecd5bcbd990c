import { QueryError } from '../../../queries/query-error.js';
import { redirect } from '../../answer.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound } from '../../web-error.js';
import type { BindingTry } from './bindings.js';
import { configPage } from './edit.js';
import { configsOf, foundConfig } from './found-config.js';

/** Switches a configuration on or off. */
export const setActive = (services: SiteServices) => async (visit: Visit) => {
  const config = await foundConfig(services, visit);
  const active = visit.form.checked('active');
  const rivals = active ? await services.queries.adapterConfigs.rivals(config.id) : [];
  if (rivals.length > 0) return configPage(services, visit, { rivals, status: 409 });
  await configsOf(services).change(config, {}, { active });
  return redirect(`/adapters/${config.id}?done=${active ? 'activated' : 'deactivated'}`);
};

export const deleteConfig = (services: SiteServices) => async (visit: Visit) => {
  const { id } = await foundConfig(services, visit);
  await services.queries.adapterConfigs.delete(id);
  return redirect('/adapters?done=deleted');
};

/** Lets an integration use a configuration. Whoever says so may change what the integration does anyway. */
export const bind = (services: SiteServices) => async (visit: Visit) => {
  const { queries, access } = services;
  const { id } = await foundConfig(services, visit);
  const [integration, username] = [visit.form.text('integration'), visit.form.text('username')];
  const again = (at: 'integration' | 'username', text: string) => {
    const binding: BindingTry = { integration, username, problem: { at, text } };
    return configPage(services, visit, { binding, status: 400 });
  };
  const found = await access.integration(visit.user, integration);
  if (!found?.granted.has('write'))
    return again('integration', 'There is no such integration, or you may not write it.');
  const user = username === '' ? null : await queries.users.find(username);
  if (user === undefined) return again('username', 'There is no such user.');
  try {
    await queries.adapterConfigs.bind({ integrationId: found.ref.id, configId: id, userId: user?.id ?? null });
  } catch (error) {
    if (error instanceof QueryError) return again('integration', error.message);
    throw error;
  }
  return redirect(`/adapters/${id}?done=bound`);
};

export const unbind = (services: SiteServices) => async (visit: Visit) => {
  const { queries, access } = services;
  const { id } = await foundConfig(services, visit);
  const state = await queries.integrations.state(visit.form.id('integration'));
  const found = state && (await access.integration(visit.user, state.path_name));
  if (!found?.granted.has('write')) throw notFound('integration');
  const userId = visit.form.text('user') === '' ? null : visit.form.id('user');
  await queries.adapterConfigs.unbind({ integrationId: found.ref.id, configId: id, userId });
  return redirect(`/adapters/${id}?done=unbound`);
};
