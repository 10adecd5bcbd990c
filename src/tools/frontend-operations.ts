import { isText } from '../frontends/content-type.js';
import type { FileRow, FrontendRow } from '../queries/frontends.js';
import { answering } from './answering.js';
import type { Handler, Services } from './handler.js';

const shownFrontend = ({ frontends }: Services, row: FrontendRow) => ({
  id: row.id,
  name: row.name,
  path: row.path,
  url: frontends.urlOf(row),
  allowed_domains: [...row.allowed_domains],
});

const shownFile = ({ path, size, type, updated_at }: FileRow) => ({ path, size, type, updated_at });

export const frontendOperations: Handler<'frontend_operations'> = {
  async 'list-frontends'(call) {
    return { frontends: (await call.frontends.list()).map((row) => shownFrontend(call, row)) };
  },

  async 'create-frontend'(call, { name, allowed_domains }) {
    const made = await answering(call, call.frontends.create(name, allowed_domains));
    const files = await call.frontends.files(made);
    return { success: true, frontend: shownFrontend(call, made), files: files.map(shownFile) };
  },

  async 'list-files'(call, { frontend }) {
    const row = await answering(call, call.frontends.find(frontend));
    return { frontend: shownFrontend(call, row), files: (await call.frontends.files(row)).map(shownFile) };
  },

  async 'get-file'(call, { frontend, files }) {
    const row = await answering(call, call.frontends.find(frontend));
    const found = await answering(call, call.frontends.contents(row, files));
    return {
      files: found.map(({ content, ...file }) => {
        const encoding = isText(file.type) ? 'utf-8' : 'base64';
        return { ...shownFile(file), content: content.toString(encoding), encoding };
      }),
    };
  },

  async 'put-file'(call, { frontend, path, content, encoding }) {
    const row = await answering(call, call.frontends.find(frontend));
    const bytes = bytesOf(content, encoding);
    if (typeof bytes === 'string') return call.fail('bad_file', bytes);
    const { created, file } = await answering(call, call.frontends.putFile(row, path, bytes));
    return { success: true, created, file: shownFile(file) };
  },

  async 'delete-file'(call, { frontend, path }) {
    const row = await answering(call, call.frontends.find(frontend));
    return { success: true, deleted: shownFile(await answering(call, call.frontends.deleteFile(row, path))) };
  },
};

/** What is to be stored; a text says why there is no such thing. */
function bytesOf(content: string, encoding: 'utf-8' | 'base64'): Buffer | string {
  if (encoding === 'base64') {
    const bytes = Buffer.from(content, 'base64');
    const isExact = bytes.toString('base64') === content.replace(/\s/g, '');
    return isExact ? bytes : 'content is not base64 (with + and /, and = at its end).';
  }
  if (/\p{Surrogate}/u.test(content)) return 'content holds half of a surrogate pair, which UTF-8 cannot hold.';
  return Buffer.from(content);
}
