import { FRONTEND_LIMITS } from '../../../frontends/frontend-limits.js';
import { folderOf } from '../../../frontends/frontend-name.js';
import type { FrontendRow } from '../../../queries/frontends.js';
import { page } from '../../answer.js';
import { Confirmed } from '../../parts/confirmed.js';
import { dataSize } from '../../parts/data-size.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { FileField, TextArea, TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { Heading } from '../../parts/heading.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import type { SiteServices } from '../../site-services.js';
import { DOMAINS_HINT } from './domains-hint.js';
import { DONE } from './done.js';
import { type Refusal, Refused } from './refused.js';

export interface FrontendPageProblem {
  readonly refusal: Refusal;
  readonly typed?: { readonly name: string; readonly domains: string };
}

/** One frontend: its files, and what can be changed of it. */
export async function frontendPage(
  { frontends }: SiteServices,
  frontend: FrontendRow,
  { refusal, typed }: Partial<FrontendPageProblem> = {},
) {
  const { id, name, path, allowed_domains } = frontend;
  const files = await frontends.files(frontend);
  const address = `/frontends/~${id}`;
  const total = files.reduce((sum, { size }) => sum + size, 0);
  return page(
    name,
    <>
      <Heading title={name} above={[{ path: '/frontends', name: 'Frontends' }]}>
        <a class="button quiet" href={`${address}/zip`}>
          Download zip
        </a>
        <a class="button" href={folderOf(path)}>
          Open
        </a>
      </Heading>
      <DoneNotice texts={DONE} />
      {refusal && <Refused refusal={refusal} />}
      <p class="soft">
        {files.length} files, {dataSize(total)}, at <code>{frontends.urlOf(frontend)}</code>
      </p>
      <Table label={`Files of ${name}`} heads={['File', 'Type', { number: 'Size' }, 'Changed (UTC)']}>
        {files.map(({ path: file, type, size, updated_at }) => (
          <tr key={file}>
            <th scope="row">
              <a href={folderOf(path) + encodeURI(file)}>
                <code>{file}</code>
              </a>
            </th>
            <td>{type.split(';')[0]}</td>
            <td class="number">{dataSize(size)}</td>
            <td>
              <Moment at={updated_at} />
            </td>
          </tr>
        ))}
      </Table>
      <div class="cards">
        <section class="card" aria-labelledby="replace">
          <h2 id="replace">Replace its files</h2>
          <Form action={`${address}/zip`} files>
            <FileField
              name="zip"
              label="Zip of its files"
              hint={`With index.html at the top level, ${dataSize(FRONTEND_LIMITS.zip_bytes)} at most. It takes the place of all files.`}
              accept=".zip,application/zip"
              required
            />
            <button type="submit">Upload</button>
          </Form>
        </section>
        <section class="card" aria-labelledby="settings">
          <h2 id="settings">Settings</h2>
          <Form action={address}>
            <TextField
              name="name"
              label="Name"
              hint="The address stays as it is."
              value={typed?.name ?? name}
              maxLength={FRONTEND_LIMITS.name_length}
              autocomplete="off"
              required
            />
            <TextArea
              name="domains"
              label="Allowed domains"
              hint={DOMAINS_HINT}
              value={typed?.domains ?? allowed_domains.join('\n')}
              rows={3}
              class="code"
            />
            <button type="submit">Save</button>
          </Form>
          <Confirmed
            label="Delete the frontend…"
            question={`${name} and its ${files.length} files are gone for good, and its address shows nothing any more.`}
            action={`${address}/delete`}
            button={`Delete ${name}`}
          />
        </section>
      </div>
    </>,
    refusal ? 400 : 200,
  );
}
