import type { GroupRow } from '../../../queries/groups.js';
import { page } from '../../answer.js';
import { Confirmed } from '../../parts/confirmed.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { Heading } from '../../parts/heading.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { DONE } from './done.js';
import { GrantActions } from './grant-actions.js';
import type { TypedGrant } from './grant-form.js';
import { Grants } from './grants.js';
import { LONGEST_LABEL } from './label-name.js';
import { Members } from './members.js';
import { SpecialRights } from './special-rights.js';

/** How many users the form for members suggests; others can be typed. */
const MOST_OFFERED = 300;

export interface GroupPageProblem {
  readonly name?: { readonly typed: string; readonly problem: string };
  readonly grant?: TypedGrant;
  readonly member?: { readonly name: string; readonly problem: string };
}

/** One group, as staff see it; superusers may change everything there. */
export async function groupPage(
  services: SiteServices,
  visit: Visit,
  group: GroupRow,
  { name, grant, member }: GroupPageProblem = {},
) {
  const { queries } = services;
  const actions = new GrantActions(services);
  const manages = visit.user.superuser;
  const members = await queries.groups.members(group.id);
  const users = manages ? await queries.users.list({ active: true }, { offset: 0, limit: MOST_OFFERED }) : [];
  const mayGrantHere = manages || !members.some(({ id }) => id === visit.user.id);
  const address = `/groups/${group.id}`;
  return page(
    group.name,
    <>
      <Heading title={group.name} above={[{ path: '/groups', name: 'Groups' }]} />
      <DoneNotice texts={DONE} />
      <Grants
        action={`${address}/permissions`}
        grants={await actions.shown(visit, await queries.permissions.list({ groupId: group.id }))}
        nothing="Nothing was granted to this group on integrations."
        form={mayGrantHere ? { offered: await actions.offered(visit), ...(grant && { typed: grant }) } : null}
      />
      <div class="cards">
        <Members
          action={manages ? `${address}/members` : null}
          members={members}
          offered={users.map(({ username }) => username)}
          typed={member}
        />
        <SpecialRights
          held={await queries.userPermissions.list({ group_id: group.id })}
          action={manages ? `${address}/rights` : null}
        />
        {manages && (
          <section class="card" aria-labelledby="group-name">
            <h2 id="group-name">Name</h2>
            <Form action={address}>
              <TextField
                name="name"
                label="Name of the group"
                value={name?.typed ?? group.name}
                problem={name?.problem}
                maxLength={LONGEST_LABEL}
                autocomplete="off"
                required
              />
              <button type="submit">Rename</button>
            </Form>
            <Confirmed
              label="Delete the group…"
              question={`The ${members.length} members of ${group.name} lose at once what they have through it.`}
              action={`${address}/delete`}
              button={`Delete ${group.name}`}
            />
          </section>
        )}
      </div>
    </>,
    name || grant || member ? 400 : 200,
  );
}
