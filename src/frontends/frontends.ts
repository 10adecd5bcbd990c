import { setImmediate } from 'node:timers/promises';
import type { FileRow, FrontendRow, ListedFrontend, NewFile, StoredFile } from '../queries/frontends.js';
import type { Queries } from '../queries/queries.js';
import { checkAllowedDomains } from './allowed-domain.js';
import { boilerplate } from './boilerplate.js';
import { checkBeside, checkFilePath } from './file-path.js';
import { FrontendError } from './frontend-error.js';
import { FRONTEND_LIMITS } from './frontend-limits.js';
import { checkFrontendName, folderOf, pathOfName } from './frontend-name.js';

export interface FrontendsOptions {
  readonly queries: Queries;
  readonly now: () => Date;
  /** The address that people use, without a slash at the end. */
  readonly publicUrl: string;
  /** Where the files of a new frontend are. */
  readonly projectDir: string;
}

type Files = ReadonlyMap<string, Buffer>;

/** What is not deleted, because it is what the frontend's address shows. */
export const INDEX = 'index.html';

/** What can be done with frontends (domain.md 1.2, 7). Each change is made whole, or not at all. Everything throws FrontendError. */
export class Frontends {
  constructor(private readonly options: FrontendsOptions) {}

  list(): Promise<ListedFrontend[]> {
    return this.options.queries.frontends.list();
  }

  /** @param pathOrId of the frontend */
  async find(pathOrId: string): Promise<FrontendRow> {
    const found = await this.options.queries.frontends.find(pathOrId);
    if (found) return found;
    throw notThere(pathOrId);
  }

  /** Where a person opens it. */
  urlOf({ path }: Pick<FrontendRow, 'path'>): string {
    return this.options.publicUrl + folderOf(path);
  }

  /** Makes a frontend of the files of a zip, or of those that a new one begins with. */
  async create(name: string, domains: readonly string[] = [], zip: Buffer | null = null): Promise<FrontendRow> {
    checkFrontendName(name);
    const facts = { name, path: pathOfName(name), allowed_domains: checkAllowedDomains(domains) };
    const given = zip ? await filesOf(zip) : boilerplate(this.options.projectDir, name);
    const files = await checkedFiles(facts.path, given);
    return this.#atomically(async ({ frontends }, at) => {
      await frontends.addAlone();
      if ((await frontends.count()) >= FRONTEND_LIMITS.frontends)
        throw new FrontendError('limit_reached', `There are ${FRONTEND_LIMITS.frontends} frontends; delete one first.`);
      const id = await frontends.create(facts, at);
      if (id === null) throw await this.#taken(frontends, facts);
      for (const file of files) await frontends.putFile(id, file, at);
      return (await frontends.byId(id)) as FrontendRow;
    });
  }

  async #taken(
    frontends: Queries['frontends'],
    { name, path }: { name: string; path: string },
  ): Promise<FrontendError> {
    const other = await frontends.byPath(path);
    return new FrontendError(
      'name_taken',
      other && other.name !== name
        ? `The frontend ${other.name} has the address that "${name}" would get: ${folderOf(other.path)}.`
        : `There is a frontend called "${name}".`,
    );
  }

  /** Gives it another name, or lets other sites show it. Its address stays what it is: people have it. */
  async change(id: number, { name, domains }: { name?: string; domains?: readonly string[] }): Promise<void> {
    if (name !== undefined) checkFrontendName(name);
    const facts = {
      ...(name !== undefined && { name }),
      ...(domains !== undefined && { allowed_domains: checkAllowedDomains(domains) }),
    };
    const changed = await this.options.queries.frontends.update(id, facts, this.options.now());
    if (!changed) throw new FrontendError('name_taken', `There is a frontend called "${name}".`);
  }

  async delete(id: number): Promise<void> {
    if (!(await this.options.queries.frontends.delete(id))) throw notThere(String(id));
  }

  files({ id }: FrontendRow): Promise<FileRow[]> {
    return this.options.queries.frontends.files(id);
  }

  /** These files, in this order. */
  async contents(frontend: FrontendRow, paths: readonly string[]): Promise<StoredFile[]> {
    for (const path of paths) checkFilePath(path);
    const found = await this.options.queries.frontends.contents(frontend.id, paths);
    return paths.map((path) => {
      const file = found.find((each) => each.path === path);
      if (file) return file;
      throw noFile(frontend, path);
    });
  }

  /** Stores a file, in place of what is there. */
  async putFile(
    { id, path: frontendPath }: FrontendRow,
    path: string,
    content: Buffer,
  ): Promise<{ created: boolean; file: FileRow }> {
    const { frontendFile } = await import('./frontend-file.js');
    const file = frontendFile(frontendPath, path, content);
    return this.#alone(id, async ({ frontends }, at) => {
      const others = (await frontends.files(id)).filter((each) => each.path !== path);
      checkTogether([...others, file]);
      checkBeside(
        path,
        others.map((each) => each.path),
      );
      const before = await frontends.file(id, path);
      await frontends.putFile(id, file, at);
      const { content: _, ...facts } = file;
      return { created: before === undefined, file: { ...facts, updated_at: at.toISOString() } };
    });
  }

  async deleteFile(frontend: FrontendRow, path: string): Promise<FileRow> {
    checkFilePath(path);
    if (path === INDEX)
      throw new FrontendError('bad_file', `${INDEX} cannot be deleted: it is what the frontend’s address shows.`);
    return this.#alone(frontend.id, async ({ frontends }) => {
      const file = await frontends.file(frontend.id, path);
      if (!file) throw noFile(frontend, path);
      await frontends.deleteFile(frontend.id, path);
      const { content: _, ...facts } = file;
      return facts;
    });
  }

  /** Puts the files of a zip in place of all that there are (domain.md 7). Returns how many they are. */
  async replace({ id, path }: FrontendRow, zip: Buffer): Promise<number> {
    const files = await checkedFiles(path, await filesOf(zip));
    return this.#alone(id, async ({ frontends }, at) => {
      await frontends.deleteFiles(id);
      for (const file of files) await frontends.putFile(id, file, at);
      return files.length;
    });
  }

  async zip({ id }: FrontendRow): Promise<Buffer> {
    const { zipped } = await import('./zipped.js');
    return zipped(await this.options.queries.frontends.contents(id));
  }

  #atomically<T>(work: (inside: Queries, at: Date) => Promise<T>): Promise<T> {
    const { queries, now } = this.options;
    return queries.atomically((inside) => work(inside, now()));
  }

  /** Changes the files of a frontend, with nobody else doing so. */
  #alone<T>(id: number, work: (inside: Queries, at: Date) => Promise<T>): Promise<T> {
    return this.#atomically(async (inside, at) => {
      if (!(await inside.frontends.touch(id, at))) throw notThere(String(id));
      return work(inside, at);
    });
  }
}

const filesOf = async (zip: Buffer): Promise<Files> => (await import('./unzipped.js')).unzipped(zip);

async function checkedFiles(frontendPath: string, given: Files): Promise<NewFile[]> {
  if (!given.has(INDEX)) throw noIndex(given);
  const { frontendFile } = await import('./frontend-file.js');
  const files: NewFile[] = [];
  const paths: string[] = [];
  for (const [path, content] of given) {
    files.push(frontendFile(frontendPath, path, content));
    checkBeside(path, paths);
    paths.push(path);
    await setImmediate();
  }
  checkTogether(files);
  return files;
}

function noIndex(given: Files): FrontendError {
  const nested = [...given.keys()].find((path) => path.endsWith(`/${INDEX}`));
  const hint = nested ? `; it is ${nested}: zip what is in the folder, and not the folder` : '';
  return new FrontendError('bad_file', `The zip has no ${INDEX} at its top level${hint}.`);
}

function checkTogether(files: readonly Pick<FileRow, 'size'>[]): void {
  const { files: most, total_bytes } = FRONTEND_LIMITS;
  if (files.length > most) throw new FrontendError('limit_reached', `A frontend has ${most} files at the most.`);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > total_bytes)
    throw new FrontendError(
      'limit_reached',
      `The files would have ${total} bytes together; ${total_bytes} are the most.`,
    );
}

const notThere = (pathOrId: string): FrontendError =>
  new FrontendError('not_found', `There is no frontend ${JSON.stringify(pathOrId.slice(0, 100))}.`);

const noFile = ({ name }: FrontendRow, path: string): FrontendError =>
  new FrontendError('not_found', `There is no file ${path} in the frontend ${name}.`);
