import { type AdapterDraft, CustomAdapters, customAdapterLimits } from '../../engine/custom-adapters.js';
import { counted } from '../counted.js';
import type { Desk } from '../desk.js';
import { model } from '../model.js';

const PERMITTED = { permission: 'custom_adapters' } as const;

/** Adapters that users write (domain.md 5.10). */
export const customAdapter = model({
  name: 'gateway.CustomAdapter',
  title: 'custom adapter',
  plural: 'custom adapters',
  description:
    'A system that users have written: a JavaScript class CustomAdapter. Its name makes the system, so another name breaks service ' +
    'requests that use it. A field taken out of config_schema goes from every configuration; deleting it deletes them all.',
  table: 'custom_adapters',
  called: ({ name }) => String(name),
  fields: {
    name: { type: 'text', help: 'What it is called.', required: true, maxLength: 100, indexed: true },
    system: {
      type: 'text',
      help: 'As service requests name it; made from the name.',
      writable: 'never',
      indexed: true,
    },
    description: {
      type: 'text',
      help: 'What it is for.',
      nullable: true,
      maxLength: customAdapterLimits.description,
      lines: true,
    },
    code: {
      type: 'code',
      help: 'JavaScript that defines the class CustomAdapter.',
      required: true,
      maxLength: customAdapterLimits.code,
    },
    config_schema: {
      type: 'json',
      of: 'object',
      help: 'The fields of its configurations and their types: string, integer, float, boolean, array, object, encrypted_string or file.',
      default: {},
    },
    created_at: { type: 'moment', help: 'When it was added.', writable: 'never' },
    updated_at: { type: 'moment', help: 'When it was last changed.', writable: 'never' },
  },
  needs: { view: PERMITTED, add: PERMITTED, change: PERMITTED, delete: PERMITTED },
  scopes: { write: 'write' },
  order: ['name'],
  unique: ['name'],

  async create(values, desk) {
    const draft = { description: null, ...values } as unknown as AdapterDraft;
    return { id: (await adaptersOf(desk).create(draft)).adapter.id };
  },

  async change({ id }, values, desk) {
    await adaptersOf(desk).update(Number(id), values as Partial<AdapterDraft>);
    return undefined;
  },

  async delete({ id }, desk) {
    const { configs, bindings } = (await adaptersOf(desk).delete(Number(id))).use;
    return [counted(configs, 'configuration'), counted(bindings, 'binding')].filter(Boolean).join(' and ') || null;
  },
});

const adaptersOf = ({ queries, services, at }: Desk) => new CustomAdapters(queries, services.keyring, () => at);
