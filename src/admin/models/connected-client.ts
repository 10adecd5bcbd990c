import { model } from '../model.js';

/** That somebody lets a client act for him or her: the authorization server's grants. */
export const connectedClient = model({
  name: 'gateway.ConnectedClient',
  title: 'connected client',
  plural: 'connected clients',
  description:
    'That a user lets a client act for him or her. Deleting it ends all that was given to the client for the user: it has to ask again.',
  table: 'oauth_artifacts',
  only: { kind: { is: 'Grant' } },
  called: ({ client_id }) => String(client_id),
  fields: {
    user_id: { type: 'reference', to: 'gateway.User', help: 'Who lets it.', nullable: true, writable: 'never' },
    client_id: {
      type: 'text',
      label: 'Client id',
      help: 'The client id of an OAuth application, or the address at which the client describes itself.',
      nullable: true,
      writable: 'never',
      indexed: true,
    },
    created_at: { type: 'moment', help: 'Since when.', writable: 'never' },
    expires_at: { type: 'moment', help: 'When it ends by itself.', nullable: true, writable: 'never', indexed: true },
  },
  needs: { view: { own: 'user_id' }, add: 'nobody', change: 'nobody', delete: { own: 'user_id' } },
  instead: { add: 'A client asks for it when somebody signs in through it.', change: 'Delete it, and sign in anew.' },
  order: ['-id'],

  async delete({ user_id, client_id }, { queries }) {
    await queries.oauthArtifacts.disconnect(Number(user_id), String(client_id));
    return 'its tokens';
  },
});
