import { strandedSecrets } from '../../../adapters/settings.js';
import { AdapterConfigError } from '../../../engine/adapter-config-error.js';
import { tryAdapter } from '../../../engine/adapter-trial.js';
import { movedSecrets } from '../../../engine/moved-secrets.js';
import { createOutlet } from '../../../network/create-outlet.js';
import { QueryError } from '../../../queries/query-error.js';
import { redirect } from '../../answer.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound } from '../../web-error.js';
import type { BindingTry } from './bindings.js';
import { configPage } from './config-page.js';
import { problemsByField, settingsOf } from './config-values.js';
import { configsOf, foundConfig } from './found-config.js';

/** What can be done with a configuration that is there. */
export function configChanges(services: SiteServices) {
  const { queries, access } = services;

  /** Saves the settings. Secrets that would go elsewhere from now on are asked for again. */
  async function save(visit: Visit) {
    const config = await foundConfig(services, visit);
    const configs = configsOf(services);
    const adapter = await configs.system(config.system);
    const { fields } = adapter;
    const given = settingsOf(adapter, visit.form);
    const again = (problems: readonly string[]) =>
      configPage(services, visit, {
        typed: { settings: given, problems: problemsByField(fields, problems) },
        status: 400,
      });
    const opened = configs.open(config);
    const stranded = adapter.custom
      ? movedSecrets(adapter.custom, opened, given)
      : strandedSecrets(fields, opened, given);
    // Whoever may write the code of a custom adapter can have it do with secrets what they like.
    if (stranded.length > 0 && !(adapter.custom && visit.permissions.has('custom_adapters'))) {
      const what = adapter.custom ? 'with other values' : 'for another host, port or protection';
      return again(stranded.map((name) => `${name}: it was given ${what}; give it again, or clear it`));
    }
    try {
      await configs.change(config, given);
      return redirect(`/adapters/${config.id}?done=saved`);
    } catch (error) {
      if (error instanceof AdapterConfigError) return again(error.problems);
      throw error;
    }
  }

  /** Tries the configuration out, as an integration would use it. */
  async function validate(visit: Visit) {
    const config = await foundConfig(services, visit);
    const outlet = createOutlet({ allowedHosts: services.allowedHosts });
    try {
      const trial = await tryAdapter(configsOf(services), config, { outlet, runner: services.runner });
      await queries.adapterConfigs.recordValidation(config.id, trial.problem, services.now());
      return await configPage(services, visit, { trial });
    } finally {
      await outlet.close();
    }
  }

  /** Switches a configuration on or off. */
  async function setActive(visit: Visit) {
    const config = await foundConfig(services, visit);
    const active = visit.form.checked('active');
    const rivals = active ? await queries.adapterConfigs.rivals(config.id) : [];
    if (rivals.length > 0) return configPage(services, visit, { rivals, status: 409 });
    await configsOf(services).change(config, {}, { active });
    return redirect(`/adapters/${config.id}?done=${active ? 'activated' : 'deactivated'}`);
  }

  async function deleteConfig(visit: Visit) {
    const { id } = await foundConfig(services, visit);
    await queries.adapterConfigs.delete(id);
    return redirect('/adapters?done=deleted');
  }

  /** Lets an integration use a configuration. Whoever says so may change what the integration does anyway. */
  async function bind(visit: Visit) {
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
  }

  async function unbind(visit: Visit) {
    const { id } = await foundConfig(services, visit);
    const state = await queries.integrations.state(visit.form.id('integration'));
    const found = state && (await access.integration(visit.user, state.path_name));
    if (!found?.granted.has('write')) throw notFound('integration');
    const userId = visit.form.text('user') === '' ? null : visit.form.id('user');
    await queries.adapterConfigs.unbind({ integrationId: found.ref.id, configId: id, userId });
    return redirect(`/adapters/${id}?done=unbound`);
  }

  return { save, validate, setActive, deleteConfig, bind, unbind };
}
