import { CustomConfigs } from '../../engine/custom-configs.js';
import { SECRET_SHOWN } from '../../engine/secret-shown.js';
import { counted } from '../counted.js';
import type { Desk } from '../desk.js';
import type { Row, Values } from '../field.js';
import { model } from '../model.js';
import { settingsShown } from '../settings-shown.js';

const PERMITTED = { permission: 'custom_adapters' } as const;

/** The configurations of custom adapters (domain.md 5.10), for those who write them. */
export const customAdapterConfig = model({
  name: 'gateway.CustomAdapterConfig',
  title: 'custom adapter configuration',
  plural: 'custom adapter configurations',
  description:
    'What a custom adapter finds as its config. It is bound to integrations as any other configuration ' +
    '(gateway.AdapterConfigBinding, where it has the same id).',
  table: 'adapter_configs',
  only: { custom_adapter_id: 'not null' },
  called: ({ system, name }) => `${system}/${name}`,
  fields: {
    custom_adapter_id: {
      type: 'reference',
      to: 'gateway.CustomAdapter',
      help: 'The custom adapter.',
      required: true,
      writable: 'at_creation',
      indexed: true,
    },
    name: { type: 'text', help: 'What it is called, among those of its adapter.', required: true, maxLength: 100 },
    active: { type: 'boolean', help: 'Whether integrations may use it.', default: true },
    validation_enabled: { type: 'boolean', help: 'Whether it is tried out when all are.', default: true },
    config_values: {
      type: 'json',
      of: 'object',
      column: 'settings',
      help:
        'A value for each field of the adapter’s config_schema. Those that are left out of a change stay. Encrypted values and files ' +
        'are shown as __ENCRYPTED__, and stay as they are when that is given back.',
      default: {},
      maxBytes: 900_000,
      shown: settingsShown,
    },
    created_at: { type: 'moment', help: 'When it was added.', writable: 'never' },
    updated_at: { type: 'moment', help: 'When it was last changed.', writable: 'never' },
  },
  needs: { view: PERMITTED, add: PERMITTED, change: PERMITTED, delete: PERMITTED },
  scopes: { write: 'write' },
  order: ['custom_adapter_id'],
  unique: ['custom_adapter_id', 'name'],

  async create(values, desk) {
    const made = await configsOf(desk).create(Number(values.custom_adapter_id), {
      name: String(values.name),
      active: values.active === true,
      validation: values.validation_enabled === true,
      values: values.config_values as Values,
    });
    return { id: made.config.id };
  },

  async change(current, values, desk) {
    const { config_values, validation_enabled: validation, ...given } = values;
    const before = settingsShown(current, desk.services);
    await configsOf(desk).update(Number(current.custom_adapter_id), Number(current.id), {
      ...(given as { name?: string; active?: boolean }),
      ...(validation !== undefined && { validation: validation === true }),
      ...(config_values !== undefined && { values: config_values as Values }),
    });
    return hasNewSecret(before, (config_values ?? {}) as Values) ? { changed: ['config_values'] } : undefined;
  },

  async delete({ id, custom_adapter_id }, desk) {
    const { bindings } = await configsOf(desk).delete(Number(custom_adapter_id), Number(id));
    return counted(bindings, 'binding');
  },
});

const configsOf = ({ queries, services, at }: Desk) => new CustomConfigs(queries, services.keyring, () => at);

const hasNewSecret = (before: Values | Row, given: Values): boolean =>
  Object.entries(given).some(([name, value]) => before[name] === SECRET_SHOWN && value !== SECRET_SHOWN);
