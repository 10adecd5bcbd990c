import { Invitations } from '../../auth/invitations.js';
import type { InvitedRights } from '../../queries/invitations.js';
import { allRights } from '../../queries/permissions.js';
import type { Desk } from '../desk.js';
import { model } from '../model.js';

/** Who was asked to become a user (domain.md 3.13). Superusers see all, staff who may invite their own. */
export const invitation = model({
  name: 'gateway.Invitation',
  title: 'invitation',
  plural: 'invitations',
  description:
    'A link for one person, good for 14 days and once, that makes a user. It is shown once, when the invitation is added, and is to ' +
    'be handed over; no mail is sent. Nobody can promise rights that they do not hold.',
  table: 'invitations',
  called: ({ email }) => String(email),
  fields: {
    email: { type: 'text', help: 'The e-mail address of the new user.', required: true, maxLength: 254 },
    username: {
      type: 'text',
      help: 'A proposal for the name to sign in with; whoever accepts may take another one.',
      required: true,
      maxLength: 150,
    },
    is_staff: { type: 'boolean', label: 'Staff', help: 'Whether the user is to be staff.', default: false },
    rights: {
      type: 'json',
      of: 'array',
      help: 'The rights on integrations: [{"integration_id": 3, "rights": ["read", "execute"]}].',
      default: [],
      // Each right is looked up, while others wait to write.
      maxBytes: 20_000,
    },
    invited_by_id: {
      type: 'reference',
      to: 'gateway.User',
      column: 'invited_by',
      help: 'Who invites.',
      writable: 'never',
    },
    created_at: { type: 'moment', help: 'When that was.', writable: 'never' },
    expires_at: { type: 'moment', help: 'Until when the link is good.', writable: 'never' },
    accepted_at: {
      type: 'moment',
      help: 'When the user was made; null until then.',
      nullable: true,
      writable: 'never',
    },
    renewal_asked_at: {
      type: 'moment',
      help: 'When somebody with a link that had expired asked for a new one.',
      nullable: true,
      writable: 'never',
    },
  },
  needs: {
    view: [{ permission: 'invite' }, { own: 'invited_by' }],
    add: { permission: 'invite' },
    change: 'nobody',
    delete: [{ permission: 'invite' }, { own: 'invited_by' }],
  },
  instead: { change: 'Delete it and add another one, or make a new link on the page Invitations.' },
  order: ['-id'],

  async create(values, desk) {
    const { queries, caller, at, services } = desk;
    const invited = await new Invitations(queries, () => at).invite(caller, {
      email: String(values.email),
      username: String(values.username),
      staff: values.is_staff === true,
      rights: rightsIn(values.rights, desk),
    });
    if (!('problems' in invited)) {
      return { id: invited.id, shownOnce: { link: `${services.publicUrl}/invitation/${invited.secret}` } };
    }
    const [field, problem] = Object.entries(invited.problems)[0] as [string, string];
    return desk.refuse(field === 'rights' ? 'forbidden' : 'invalid_value', problem, field);
  },

  async delete({ id, accepted_at }, { queries, refuse }) {
    if (accepted_at !== null || !(await queries.invitations.withdraw(Number(id)))) {
      refuse('invalid_value', 'It was accepted already, and stays as it was.');
    }
    return null;
  },
});

function rightsIn(given: unknown, desk: Desk): InvitedRights[] {
  const wrong = () =>
    desk.refuse('invalid_value', 'must be a list of {"integration_id": 3, "rights": ["read"]}.', 'rights');
  const seen = new Set<number>();
  return (given as unknown[]).map((item) => {
    if (typeof item !== 'object' || item === null) return wrong();
    const { integration_id, rights, ...more } = item as Record<string, unknown>;
    const names = Array.isArray(rights) ? allRights.filter((right) => rights.includes(right)) : [];
    const isFit =
      Number.isSafeInteger(integration_id) &&
      (integration_id as number) > 0 &&
      (integration_id as number) < 2 ** 31 &&
      Object.keys(more).length === 0 &&
      Array.isArray(rights) &&
      names.length > 0 &&
      names.length === rights.length;
    if (!isFit || seen.has(integration_id as number)) return wrong();
    seen.add(integration_id as number);
    return { integration_id: integration_id as number, rights: names };
  });
}
