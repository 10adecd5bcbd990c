import { METHODS, type NewEndpoint, PREFIXES, RESPONSE_CONTENT_TYPES } from '../../queries/endpoints.js';
import { model } from '../model.js';

/** Further addresses of integrations (domain.md 3.10). One can take over part of another's addresses, so superusers make them. */
export const webServiceEndpoint = model({
  name: 'gateway.WebServiceEndpoint',
  title: 'web service endpoint',
  plural: 'web service endpoints',
  description:
    'A further address of an integration: /api/… or /rest/…, with parameters in the path. A path with a text goes before one with a ' +
    'parameter in its place, so only superusers add and change them.',
  table: 'web_service_endpoints',
  called: ({ method, prefix, path }) => `${method} /${prefix}/${path}`,
  fields: {
    method: { type: 'choice', choices: METHODS, help: 'The HTTP method.', required: true },
    prefix: { type: 'choice', choices: PREFIXES, help: 'What the address begins with.', required: true, indexed: true },
    path: {
      type: 'text',
      help: 'What follows the prefix, without a slash in front: `customers/{id}`. A parameter is a whole segment.',
      required: true,
      maxLength: 500,
    },
    integration_id: {
      type: 'reference',
      to: 'gateway.Integration',
      help: 'The integration that a call of it runs.',
      required: true,
    },
    description: { type: 'text', help: 'What it is for.', nullable: true },
    response_content_type: {
      type: 'choice',
      choices: RESPONSE_CONTENT_TYPES,
      help: 'What it answers with.',
      default: 'application/json',
    },
  },
  needs: { view: { right: 'read', on: 'integration_id' }, add: 'superuser', change: 'superuser', delete: 'superuser' },
  order: ['prefix', 'path', 'method'],
  unique: ['method', 'prefix', 'path'],

  create: async (values, { queries }) => ({
    id: await queries.endpoints.create({ ...EMPTY, ...values } as NewEndpoint),
  }),

  async change({ id }, values, { queries }) {
    await queries.endpoints.change(Number(id), values as Partial<NewEndpoint>);
    return undefined;
  },

  async delete({ id }, { queries }) {
    await queries.endpoints.delete(Number(id));
    return null;
  },
});

const EMPTY = { description: null };
