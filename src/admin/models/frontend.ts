import { FRONTEND_LIMITS } from '../../frontends/frontend-limits.js';
import { Frontends } from '../../frontends/frontends.js';
import { counted } from '../counted.js';
import type { Desk } from '../desk.js';
import { model } from '../model.js';

const PERMITTED = { permission: 'frontends' } as const;

/** Small web applications (domain.md 7). */
export const frontend = model({
  name: 'gateway.Frontend',
  title: 'frontend',
  plural: 'frontends',
  description:
    'A small web application that the gateway serves to people who are signed in. A new one begins with a page, a style sheet and a ' +
    'script; frontend_operations reads and writes its files.',
  table: 'frontends',
  called: ({ name }) => String(name),
  fields: {
    name: {
      type: 'text',
      help: 'What it is called.',
      required: true,
      maxLength: FRONTEND_LIMITS.name_length,
      indexed: true,
    },
    path: {
      type: 'text',
      help: 'The last part of its address, made from its first name. It stays as it is.',
      writable: 'never',
    },
    allowed_domains: {
      type: 'json',
      of: 'texts',
      help: 'Which other sites may show it in a frame: https://intranet.example.com.',
      default: [],
    },
    created_at: { type: 'moment', help: 'When it was added.', writable: 'never' },
    updated_at: { type: 'moment', help: 'When it or a file of it was last changed.', writable: 'never' },
  },
  needs: { view: PERMITTED, add: PERMITTED, change: PERMITTED, delete: PERMITTED },
  scopes: { write: 'write' },
  order: ['name'],
  unique: ['name'],

  async create({ name, allowed_domains }, desk) {
    return { id: (await frontendsOf(desk).create(String(name), allowed_domains as string[])).id };
  },

  async change({ id }, values, desk) {
    const { name, allowed_domains: domains } = values as { name?: string; allowed_domains?: string[] };
    await frontendsOf(desk).change(Number(id), { ...(name !== undefined && { name }), ...(domains && { domains }) });
    return undefined;
  },

  async delete(current, desk) {
    const { length } = await desk.queries.frontends.files(Number(current.id));
    await frontendsOf(desk).delete(Number(current.id));
    return counted(length, 'file');
  },
});

const frontendsOf = ({ queries, at, services: { publicUrl, projectDir } }: Desk) =>
  new Frontends({ queries, now: () => at, publicUrl, projectDir });
