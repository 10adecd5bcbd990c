import { components } from '../../queries/components.js';
import type { Kind } from '../../queries/kind.js';
import { counted } from '../counted.js';
import type { Desk } from '../desk.js';
import { model } from '../model.js';

/** Integrations themselves (domain.md 3.1); what they are made of is written with write_integration. */
export const integration = model({
  name: 'gateway.Integration',
  title: 'integration',
  plural: 'integrations',
  description:
    'An integration, without its components, hooks and tags: those are read with read_integration and written with ' +
    'write_integration. Whoever adds one holds all four rights on it. Deleting one deletes everything in it, and its run history.',
  table: 'integrations',
  called: ({ path_name }) => String(path_name),
  fields: {
    path_name: {
      type: 'text',
      help: 'The unique name, also the address. Not digits alone, because those are ids.',
      required: true,
      maxLength: 255,
      indexed: true,
    },
    description: { type: 'text', help: 'What it is for.', nullable: true, lines: true },
    active: { type: 'boolean', help: 'Whether it can be run at all.', default: true },
    http_api: { type: 'boolean', label: 'HTTP API', help: 'Whether it can be run over HTTP.', default: false },
    run_async: {
      type: 'boolean',
      label: 'Run asynchronously',
      help: 'Whether a caller over HTTP is answered at once, before the run ends.',
      default: false,
    },
    last_saved: { type: 'moment', help: 'When anything of it was last changed.', writable: 'never' },
  },
  needs: {
    view: { right: 'read', on: 'id' },
    add: 'staff',
    change: { right: 'write', on: 'id' },
    delete: { right: 'write', on: 'id' },
  },
  scopes: { write: 'write' },
  order: ['path_name'],
  unique: ['path_name'],
  changesTools: true,

  async create(values, desk) {
    const context = { ...by(desk), integrationId: null, name: String(values.path_name) };
    const written = await desk.queries.components.write({ integration: values }, context);
    if (written.outcome === 'conflict') throw new Error('there was nothing to be in conflict with');
    return { id: written.structure.id };
  },

  async change({ id }, values, desk) {
    await desk.queries.components.write({ integration: values }, { ...by(desk), integrationId: Number(id), name: '' });
    return undefined;
  },

  async delete(current, desk) {
    const id = Number(current.id);
    const deleted = await desk.queries.components.delete({ ...by(desk), integrationId: id, kind: 'integration', id });
    if (deleted.outcome === 'conflict') throw new Error('there was nothing to be in conflict with');
    const parts = Object.entries(deleted.with).map(([kind, count]) => counted(count, components[kind as Kind].title));
    return parts.length === 0 ? null : parts.join(', ');
  },
});

const by = ({ caller, at, signal }: Desk) => ({ userId: caller.id, now: at, signal });
