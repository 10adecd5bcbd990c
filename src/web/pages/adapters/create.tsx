import type { Settings } from '../../../adapters/adapter.js';
import { AdapterConfigError } from '../../../engine/adapter-config-error.js';
import type { Configurable } from '../../../engine/adapter-configs.js';
import { page, redirect } from '../../answer.js';
import { Checkbox, TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { Heading } from '../../parts/heading.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound } from '../../web-error.js';
import { ConfigFields } from './config-fields.js';
import { problemsByField, type SettingProblems, sentence, settingsOf } from './config-values.js';
import { configsOf } from './found-config.js';

/** A form for a new configuration of the system that the address names. */
export const newPage = (services: SiteServices) => async (visit: Visit) => {
  const adapter = await adapterOf(services, visit.query.get('system'));
  const initial = Object.fromEntries(Object.entries(adapter.fields).map(([name, field]) => [name, field.initial]));
  return shown({ adapter, values: initial, active: true, name: '' });
};

export const create = (services: SiteServices) => async (visit: Visit) => {
  const { form } = visit;
  const adapter = await adapterOf(services, form.text('system'));
  const [name, active] = [form.text('name'), form.checked('active')];
  const settings = settingsOf(adapter, form);
  try {
    const id = await configsOf(services).create({ system: adapter.system, name, settings, active, validation: true });
    return redirect(`/adapters/${id}?done=created`);
  } catch (error) {
    if (!(error instanceof AdapterConfigError)) throw error;
    const wrong = error.problems.length > 0 ? error.problems : null;
    return shown({
      adapter,
      values: settings,
      active,
      name,
      problems: problemsByField(adapter.fields, wrong ?? []),
      ...(!wrong && { nameProblem: sentence(error.message) }),
    });
  }
};

async function adapterOf(services: SiteServices, system: string | null): Promise<Configurable> {
  const found = (await configsOf(services).systems()).find((adapter) => adapter.system === system);
  if (!found) throw notFound('system to configure');
  return found;
}

interface Shown {
  readonly adapter: Configurable;
  readonly name: string;
  readonly active: boolean;
  readonly values: Settings;
  readonly problems?: SettingProblems;
  readonly nameProblem?: string;
}

const shown = ({ adapter, name, active, values, problems, nameProblem }: Shown) =>
  page(
    `Add ${adapter.title}`,
    <>
      <Heading title={`Add ${adapter.title}`} above={[{ path: '/adapters', name: 'Adapters' }]} />
      <Form action="/adapters" class="card prose">
        <input type="hidden" name="system" value={adapter.system} />
        <TextField
          name="name"
          label="Name"
          value={name}
          hint={`What you call it; every configuration of ${adapter.system} has a name of its own.`}
          problem={nameProblem}
          maxLength={100}
          required
          autocomplete="off"
        />
        <ConfigFields adapter={adapter} values={values} secrets={[]} problems={problems ?? null} />
        <Checkbox name="active" label="Active: integrations that it is bound to use it" checked={active} />
        <div class="actions">
          <button type="submit">Add</button>
          <a href="/adapters">Cancel</a>
        </div>
      </Form>
    </>,
    problems ? 400 : 200,
  );
