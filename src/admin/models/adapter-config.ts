import { strandedSecrets } from '../../adapters/settings.js';
import { openAdapterConfig } from '../../crypto/adapter-secrets.js';
import { AdapterConfigs, type Configurable } from '../../engine/adapter-configs.js';
import { movedSecrets } from '../../engine/moved-secrets.js';
import { SECRET_SHOWN } from '../../engine/secret-shown.js';
import { type AdapterConfig, configOf, type StoredConfig } from '../../queries/adapter-config-row.js';
import { counted } from '../counted.js';
import type { Desk } from '../desk.js';
import type { Values } from '../field.js';
import { model } from '../model.js';
import { settingsShown } from '../settings-shown.js';

const PERMITTED = { permission: 'adapter_configs' } as const;

/** How integrations reach other systems (domain.md 3.9). One model for all adapters, as there is one page. */
export const adapterConfig = model({
  name: 'gateway.AdapterConfig',
  title: 'adapter configuration',
  plural: 'adapter configurations',
  description:
    'How one system is reached: its settings depend on the system. Integrations use it that are bound to it ' +
    '(gateway.AdapterConfigBinding). Secrets are encrypted and shown to nobody; where host, port or protection change, or anything ' +
    'of a custom adapter’s, they have to be given again.',
  table: 'adapter_configs',
  called: ({ system, name }) => `${system}/${name}`,
  fields: {
    system: {
      type: 'text',
      help: 'The system, as service requests name it: HTTP, EMAIL_SMTP, or that of a custom adapter.',
      required: true,
      writable: 'at_creation',
      maxLength: 255,
      indexed: true,
    },
    name: {
      type: 'text',
      help: 'What it is called, among those of its system.',
      required: true,
      writable: 'at_creation',
      maxLength: 100,
    },
    custom_adapter_id: {
      type: 'reference',
      to: 'gateway.CustomAdapter',
      help: 'The custom adapter that it is for; null for one of the gateway’s own.',
      nullable: true,
      writable: 'never',
      indexed: true,
    },
    active: { type: 'boolean', help: 'Whether integrations may use it.', default: true },
    validation_enabled: { type: 'boolean', help: 'Whether it is tried out when all are.', default: true },
    settings: {
      type: 'json',
      of: 'object',
      help:
        'The settings of the system, such as host and username; the page adapters of the documentation lists them, and a custom ' +
        'adapter has those of its config_schema. Those that are given take the place of what is there, null clears one, others ' +
        'stay. A secret that is set is shown as __ENCRYPTED__, and stays as it is when that is given back.',
      required: true,
      shown: settingsShown,
    },
    created_at: { type: 'moment', help: 'When it was added.', writable: 'never' },
    updated_at: { type: 'moment', help: 'When it was last changed.', writable: 'never' },
    validated_at: { type: 'moment', help: 'When it was last tried out.', nullable: true, writable: 'never' },
    validation_problem: {
      type: 'text',
      help: 'What was wrong then; null when nothing was.',
      nullable: true,
      writable: 'never',
    },
  },
  needs: { view: PERMITTED, add: PERMITTED, change: PERMITTED, delete: PERMITTED },
  order: ['system', 'name'],
  unique: ['system', 'name'],

  async create({ system, name, settings, active, validation_enabled }, desk) {
    const given = settings as Values;
    const masked = Object.keys(given).find((field) => given[field] === SECRET_SHOWN);
    if (masked)
      desk.refuse('invalid_value', `${masked}: there is no secret yet that ${SECRET_SHOWN} could keep.`, 'settings');
    const made = { system: String(system), name: String(name), settings: given };
    const states = { active: active === true, validation: validation_enabled === true };
    return { id: await configsOf(desk).create({ ...made, ...states }) };
  },

  async change(current, values, desk) {
    const config = configOf(current as unknown as StoredConfig);
    const given = (values.settings ?? {}) as Values;
    const configs = configsOf(desk);
    const adapter = await configs.system(config.system);
    refuseStranded(config, adapter, given, desk);
    const rivals = values.active === true ? await desk.queries.adapterConfigs.rivals(config.id) : [];
    if (rivals.length > 0) {
      const why = `${rivals.join(', ')} of the same system is bound to the same integrations, and active`;
      desk.refuse('invalid_value', `${why}; deactivate or unbind it first.`, 'active');
    }
    const { active, validation_enabled: validation } = values as { active?: boolean; validation_enabled?: boolean };
    await configs.change(config, given, {
      ...(active !== undefined && { active }),
      ...(validation !== undefined && { validation }),
    });
    const hasSecret = Object.keys(given).some(
      (field) => adapter.fields[field]?.secret && given[field] !== SECRET_SHOWN,
    );
    return hasSecret ? { changed: ['settings'] } : undefined;
  },

  async delete(current, { queries }) {
    const { length } = await queries.adapterConfigs.bindings(Number(current.id));
    await queries.adapterConfigs.delete(Number(current.id));
    return counted(length, 'binding');
  },
});

const configsOf = ({ queries, services, at }: Desk) => new AdapterConfigs(queries, services.keyring, () => at);

/** Secrets that would go elsewhere from now on are asked for again, as on the page. */
function refuseStranded(config: AdapterConfig, { fields, custom }: Configurable, given: Values, desk: Desk): void {
  const opened = openAdapterConfig(config, desk.services.keyring);
  const kept = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== SECRET_SHOWN));
  const isPlain = ([name]: [string, unknown]) => !fields[name]?.secret;
  const after = { ...Object.fromEntries(Object.entries(opened).filter(isPlain)), ...kept };
  const stranded = custom ? movedSecrets(custom, opened, kept) : strandedSecrets(fields, opened, after);
  // Whoever may write the code of a custom adapter can have it do with secrets what they like.
  if (stranded.length === 0 || (custom && desk.caller.permissions.has('custom_adapters'))) return;
  const what = custom ? 'with other values' : 'for another host, port or protection';
  desk.refuse(
    'invalid_value',
    `${stranded.join(', ')} was given ${what}; give it again, or null to clear it.`,
    'settings',
  );
}
