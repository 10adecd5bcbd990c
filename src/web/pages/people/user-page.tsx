import { kindOf, type UserRow } from '../../../queries/users.js';
import { page } from '../../answer.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { Heading } from '../../parts/heading.js';
import { Moment } from '../../parts/moment.js';
import { Notice } from '../../parts/notice.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { DONE } from './done.js';
import { GrantActions } from './grant-actions.js';
import type { TypedGrant } from './grant-form.js';
import { Grants } from './grants.js';
import { GroupGrants } from './group-grants.js';
import { KindBadge, StateBadge } from './kind-badge.js';
import { Memberships } from './memberships.js';
import { SpecialRights } from './special-rights.js';
import { UserFactsForm } from './user-facts-form.js';
import type { UserFacts } from './user-form.js';
import { UserState } from './user-state.js';

/** What was typed into one of the page's forms, and why it could not be done. */
export interface UserPageProblem {
  readonly facts?: {
    readonly asked: UserFacts;
    readonly problems: { readonly email?: string; readonly kind?: string };
  };
  readonly grant?: TypedGrant;
  readonly group?: { readonly name: string; readonly problem: string };
}

const factsOf = (user: UserRow): UserFacts => ({
  email: user.email,
  kind: kindOf(user),
  organizationId: user.organization_id,
});

/** One user, as staff see it; superusers may change everything there. */
export async function userPage(
  services: SiteServices,
  visit: Visit,
  user: UserRow,
  { facts, grant, group }: UserPageProblem = {},
) {
  const { queries } = services;
  const actions = new GrantActions(services);
  const manages = visit.user.superuser;
  const groups = await queries.groups.ofUser(user.id);
  const grants = await actions.shown(visit, await queries.permissions.list({ userId: user.id }));
  const throughGroups = [];
  for (const { id } of groups) throughGroups.push(...(await queries.permissions.list({ groupId: id })));
  const mayGrantHere = manages || user.id !== visit.user.id;
  const address = `/users/${user.id}`;
  return page(
    user.username,
    <>
      <Heading title={user.username} above={[{ path: '/users', name: 'Users' }]}>
        <KindBadge user={user} />
        <StateBadge active={user.active} />
      </Heading>
      <DoneNotice texts={DONE} />
      {user.is_superuser && <Notice kind="info">A superuser may do everything, whatever is granted below.</Notice>}
      <Facts user={user} />
      {manages && (
        <UserFactsForm
          action={address}
          facts={facts?.asked ?? factsOf(user)}
          problems={facts?.problems ?? {}}
          organizations={await queries.organizations.list()}
        />
      )}
      <Grants
        action={`${address}/permissions`}
        grants={grants}
        nothing="Nothing was granted to this user directly."
        form={
          (mayGrantHere && {
            offered: await actions.offered(visit),
            ...(grant && { typed: grant }),
          }) ||
          null
        }
      />
      {throughGroups.length > 0 && <GroupGrants grants={throughGroups} />}
      <div class="cards">
        <Memberships
          action={manages ? `${address}/groups` : null}
          groups={groups}
          offered={manages ? (await queries.groups.list()).map(({ name }) => name) : []}
          typed={group}
        />
        <SpecialRights
          held={await queries.userPermissions.list({ user_id: user.id })}
          action={manages ? `${address}/rights` : null}
        />
        {manages && <UserState user={user} isOneself={user.id === visit.user.id} />}
      </div>
    </>,
    facts || grant || group ? 400 : 200,
  );
}

const Facts = ({ user }: { user: UserRow }) => (
  <section class="card" aria-label="Facts">
    <dl class="facts">
      <dt>E-mail</dt>
      <dd>{user.email ?? <span class="none">none</span>}</dd>
      <dt>Organization</dt>
      <dd>{user.organization ?? <span class="none">none</span>}</dd>
      <dt>Created</dt>
      <dd>
        <Moment at={user.created_at} />
      </dd>
      <dt>Last sign-in</dt>
      <dd>
        <Moment at={user.signed_in_at} />
      </dd>
      <dt>History</dt>
      <dd>
        <a href={`/permissions/log?of=${encodeURIComponent(user.username)}`}>Permission log of {user.username}</a>
      </dd>
    </dl>
  </section>
);
