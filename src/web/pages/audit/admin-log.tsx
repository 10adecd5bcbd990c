import type { AdminAction, AdminLogFilter, AdminLogRow } from '../../../queries/admin-log.js';
import { page } from '../../answer.js';
import { Badge } from '../../parts/badge.js';
import { Choices } from '../../parts/choices.js';
import { Empty } from '../../parts/empty.js';
import { TextField } from '../../parts/field.js';
import { FilterForm } from '../../parts/filter-form.js';
import { Heading } from '../../parts/heading.js';
import { Moment } from '../../parts/moment.js';
import { PageLinks } from '../../parts/page-links.js';
import { Table } from '../../parts/table.js';
import { get, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { AuditTabs } from './audit-tabs.js';
import { FieldChanges } from './field-changes.js';

const ENTRIES_A_PAGE = 50;
const PATH = '/audit/changes';

const DONE: Readonly<Record<AdminAction, { readonly word: string; readonly kind: 'good' | 'plain' | 'bad' }>> = {
  add: { word: 'added', kind: 'good' },
  change: { word: 'changed', kind: 'plain' },
  delete: { word: 'deleted', kind: 'bad' },
};

/** What was changed through the admin models, with old and new values. It tells of everything, so superusers alone see it. */
export function adminLogRoutes({ queries }: SiteServices): Route[] {
  async function show({ query }: Visit) {
    const fields = { model: query.get('model')?.trim() ?? '', user: query.get('user')?.trim() ?? '' };
    const before = placeOf(query.get('before'));
    const { entries, next } = await queries.adminLog.page(filterOf(fields), before, ENTRIES_A_PAGE);
    const isFiltered = fields.model !== '' || fields.user !== '';
    return page(
      'Changes by administrators',
      <>
        <Heading title="Changes by administrators" />
        <AuditTabs current={PATH} />
        <FilterForm action={PATH} label="Changes">
          <div class="fields">
            <TextField name="user" label="User" value={fields.user} autocomplete="off" />
            <TextField
              name="model"
              label="Model"
              value={fields.model}
              list="admin-models"
              hint="Such as User or AdapterConfig."
              autocomplete="off"
            />
          </div>
          <Choices id="admin-models" values={await queries.adminLog.models()} />
        </FilterForm>
        {entries.length === 0 ? (
          <Empty>
            {isFiltered
              ? 'No change fits. Ask for less, or reset the search.'
              : 'Nothing was changed yet. What is added, changed and deleted with django_admin is written down here.'}
          </Empty>
        ) : (
          <AdminLogTable entries={entries} />
        )}
        <PageLinks
          label="Pages of changes"
          words={['Newest', 'Older']}
          before={before === null ? null : addressOf(fields)}
          behind={next === null ? null : addressOf(fields, next)}
        />
      </>,
    );
  }

  return [get(PATH, 'superuser', show)];
}

const AdminLogTable = ({ entries }: { entries: readonly AdminLogRow[] }) => (
  <Table label="Changes, the newest first" heads={['When', 'User', 'What', 'Fields']}>
    {entries.map(({ id, at, actor, action, model, instance, instance_id, changes }) => (
      <tr key={id}>
        <td>
          <Moment at={at} />
        </td>
        <td>{actor ?? <span class="none">command line</span>}</td>
        <th scope="row" class="changed-instance">
          <Badge kind={DONE[action].kind}>{DONE[action].word}</Badge> {instance}
          <span class="soft">
            {model.replace(/^gateway\./, '')} {instance_id}
          </span>
        </th>
        <td>
          <FieldChanges changes={changes} />
        </td>
      </tr>
    ))}
  </Table>
);

interface Fields {
  readonly model: string;
  readonly user: string;
}

/** Models may be named without what they all begin with. */
const filterOf = ({ model, user }: Fields): AdminLogFilter => ({
  ...(model !== '' && { model: model.includes('.') ? model : `gateway.${model}` }),
  ...(user !== '' && { actor: user }),
});

function addressOf(fields: Fields, before: number | null = null): string {
  const query = new URLSearchParams();
  for (const name of ['user', 'model'] as const) if (fields[name] !== '') query.set(name, fields[name]);
  if (before !== null) query.set('before', String(before));
  return query.size > 0 ? `${PATH}?${query}` : PATH;
}

/** A place that is none is the beginning. */
const placeOf = (text: string | null): number | null =>
  text !== null && /^[1-9]\d{0,9}$/.test(text) && Number(text) < 2 ** 31 ? Number(text) : null;
