import { FRONTEND_LIMITS } from '../../../frontends/frontend-limits.js';
import { folderOf } from '../../../frontends/frontend-name.js';
import { page } from '../../answer.js';
import { dataSize } from '../../parts/data-size.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { Empty } from '../../parts/empty.js';
import { FileField, TextArea, TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { Heading } from '../../parts/heading.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { DOMAINS_HINT } from './domains-hint.js';
import { DONE } from './done.js';
import { mayChange } from './may-change.js';
import { type Refusal, Refused } from './refused.js';

/** What was typed for a new frontend, and why there is none. */
export interface TypedFrontend {
  readonly name: string;
  readonly domains: string;
  readonly refusal: Refusal;
}

/** All frontends: for everybody to open, and for those who may to change. */
export async function frontendListPage({ frontends }: SiteServices, visit: Visit, typed: TypedFrontend | null = null) {
  const list = await frontends.list();
  const changes = mayChange(visit);
  return page(
    'Frontends',
    <>
      <Heading title="Frontends" />
      <DoneNotice texts={DONE} />
      {typed && <Refused refusal={typed.refusal} />}
      <p class="prose soft">
        Small web applications that call integrations as you. What you may not run, a frontend does not run for you.
      </p>
      {list.length === 0 ? (
        <Empty>
          There are no frontends yet.{' '}
          {changes
            ? 'Add one below, or let an assistant make one.'
            : 'Whoever has the right “Can use Frontends” adds them.'}
        </Empty>
      ) : (
        <Table
          label="Frontends"
          heads={[
            'Name',
            changes && 'Address',
            changes && { number: 'Files' },
            changes && { number: 'Size' },
            'Changed (UTC)',
          ]}
        >
          {list.map(({ id, name, path, files, size, updated_at }) => (
            <tr key={id}>
              <th scope="row">
                <a href={changes ? `/frontends/~${id}` : folderOf(path)}>{name}</a>
              </th>
              {changes && (
                <td>
                  <a href={folderOf(path)}>
                    <code>{folderOf(path)}</code>
                  </a>
                </td>
              )}
              {changes && <td class="number">{files}</td>}
              {changes && <td class="number">{dataSize(size)}</td>}
              <td>
                <Moment at={updated_at} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      {changes && <NewFrontend typed={typed} />}
    </>,
    typed ? 400 : 200,
  );
}

const NewFrontend = ({ typed }: { typed: TypedFrontend | null }) => (
  <section class="card" aria-labelledby="new-frontend">
    <h2 id="new-frontend">Add a frontend</h2>
    <Form action="/frontends" files>
      <div class="fields">
        <TextField
          name="name"
          label="Name"
          hint="Letters, digits, blanks and dashes; its address is made of it."
          value={typed?.name ?? ''}
          maxLength={FRONTEND_LIMITS.name_length}
          autocomplete="off"
          required
        />
        <FileField
          name="zip"
          label="Zip of its files (optional)"
          hint={`With index.html at the top level, ${dataSize(FRONTEND_LIMITS.zip_bytes)} at most. Without one, it begins with a page to build on.`}
          accept=".zip,application/zip"
        />
      </div>
      <TextArea
        name="domains"
        label="Allowed domains (optional)"
        hint={DOMAINS_HINT}
        value={typed?.domains ?? ''}
        rows={2}
        class="code"
      />
      <button type="submit">Add frontend</button>
    </Form>
  </section>
);
