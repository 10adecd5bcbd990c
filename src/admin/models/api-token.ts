import { model } from '../model.js';

/** Tokens for scripts. People make their own on the page, where no client that acts for them can see them. */
export const apiToken = model({
  name: 'gateway.ApiToken',
  title: 'API token',
  plural: 'API tokens',
  description:
    'A token with which a script calls the gateway as its user, with all of the user’s rights. Superusers see all of them, everybody ' +
    'else their own; the token itself is shown to nobody. Deleting one revokes it: it stays in the list.',
  table: 'api_tokens',
  called: ({ name, prefix }) => `${name} (${prefix}…)`,
  fields: {
    user_id: { type: 'reference', to: 'gateway.User', help: 'Whose it is.', writable: 'never' },
    name: { type: 'text', help: 'What it is for.', writable: 'never' },
    prefix: { type: 'text', help: 'What it begins with.', writable: 'never' },
    created_at: { type: 'moment', help: 'When it was made.', writable: 'never' },
    expires_at: { type: 'moment', help: 'When it ends; null for never.', nullable: true, writable: 'never' },
    last_used_at: { type: 'moment', help: 'When it was last used, to the minute.', nullable: true, writable: 'never' },
    revoked_at: { type: 'moment', help: 'When it was revoked.', nullable: true, writable: 'never' },
  },
  needs: { view: { own: 'user_id' }, add: 'nobody', change: 'nobody', delete: { own: 'user_id' } },
  instead: {
    add: 'People make their own tokens, on the page API tokens: a token can do all that its user can, whatever this client may.',
    change: 'Revoke it, and make another one on the page API tokens.',
  },
  order: ['-id'],

  async delete({ id }, { queries, at, refuse }) {
    if (!(await queries.tokens.revoke(Number(id), at))) refuse('invalid_value', 'It is revoked already.');
    return null;
  },
});
