import { model } from '../model.js';

/** Who is signed in to the pages. */
export const webSession = model({
  name: 'gateway.WebSession',
  title: 'web session',
  plural: 'web sessions',
  description: 'That somebody is signed in to the pages. Deleting it signs the user out of that browser.',
  table: 'web_sessions',
  fields: {
    user_id: { type: 'reference', to: 'gateway.User', help: 'Who is signed in.', writable: 'never' },
    created_at: { type: 'moment', help: 'When the user signed in.', writable: 'never' },
    seen_at: { type: 'moment', help: 'When the user last did something, to the minute.', writable: 'never' },
    expires_at: { type: 'moment', help: 'When everybody signs in anew.', writable: 'never', indexed: true },
  },
  needs: { view: 'superuser', add: 'nobody', change: 'nobody', delete: 'superuser' },
  instead: { add: 'People sign in on the pages.', change: 'It can be deleted.' },
  order: ['-id'],

  async delete({ id }, { queries }) {
    await queries.webSessions.endById(Number(id));
    return null;
  },
});
