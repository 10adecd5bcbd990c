import { model } from '../model.js';

/** Tags by name, whatever is tagged with them (domain.md 3.7): those of all integrations, and so for superusers. */
export const tag = model({
  name: 'gateway.Tag',
  title: 'tag',
  plural: 'tags',
  description:
    'A tag, on whatever components have it. Renaming or deleting it changes all of them, and saves their integrations. Components are ' +
    'tagged with write_integration, which makes tags as they are needed.',
  table: 'tags',
  called: ({ name }) => String(name),
  fields: {
    name: {
      type: 'text',
      help: 'Hierarchical by dots.',
      required: true,
      maxLength: 64,
      pattern: {
        is: /^[.A-Za-z0-9_][A-Za-z0-9_. -]{0,63}$/,
        says: 'has letters, digits, spaces and . _ - only, and begins with none of space and -',
      },
      indexed: true,
    },
  },
  needs: { view: 'superuser', add: 'superuser', change: 'superuser', delete: 'superuser' },
  order: ['name'],
  unique: ['name'],

  create: async ({ name }, { queries }) => ({ id: await queries.tags.create(String(name)) }),

  async change({ id }, { name }, { queries, at }) {
    await queries.tags.rename(Number(id), String(name), at);
    return undefined;
  },

  async delete({ id }, { queries, at }) {
    await queries.tags.delete(Number(id), at);
    return null;
  },
});
