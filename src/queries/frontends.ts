import type { Knex } from 'knex';
import { classify } from '../database/classify.js';
import { writeAlone } from '../database/writing-alone.js';

export interface FrontendRow {
  readonly id: number;
  readonly name: string;
  /** The last part of its address. */
  readonly path: string;
  readonly allowed_domains: readonly string[];
  readonly created_at: string;
  readonly updated_at: string;
}

export interface ListedFrontend extends FrontendRow {
  readonly files: number;
  /** Of all of its files, in bytes. */
  readonly size: number;
}

export interface FileRow {
  readonly path: string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** SHA-256, in hexadecimal. */
  readonly digest: string;
  readonly updated_at: string;
}

export type StoredFile = FileRow & { readonly content: Buffer };

export type NewFile = Omit<StoredFile, 'updated_at'>;

export type FrontendFacts = Pick<FrontendRow, 'name' | 'path' | 'allowed_domains'>;

/** Frontends and their files (domain.md 7). */
export interface FrontendQueries {
  list(): Promise<ListedFrontend[]>;
  /** Keeps others from adding one until the transaction ends, of which it is the first statement: so that they can be counted. */
  addAlone(): Promise<void>;
  count(): Promise<number>;
  /** By its path, whatever its capitals, or its id. */
  find(pathOrId: string): Promise<FrontendRow | undefined>;
  byPath(path: string): Promise<FrontendRow | undefined>;
  byId(id: number): Promise<FrontendRow | undefined>;
  /** Returns the id; null when its name or its path is taken. */
  create(facts: FrontendFacts, at: Date): Promise<number | null>;
  /** Returns false when the name is taken. */
  update(id: number, facts: Partial<Omit<FrontendFacts, 'path'>>, at: Date): Promise<boolean>;
  /** Returns whether there was such a frontend. Its files go with it. */
  delete(id: number): Promise<boolean>;
  /** Says that it changes. Whoever does so within a transaction is alone with it until that ends. Returns whether it is there. */
  touch(id: number, at: Date): Promise<boolean>;
  /** Ordered by path. */
  files(id: number): Promise<FileRow[]>;
  file(id: number, path: string): Promise<StoredFile | undefined>;
  /** Those of these paths that there are, or all, ordered by path. */
  contents(id: number, paths?: readonly string[]): Promise<StoredFile[]>;
  /** Stores a file in place of what is there. */
  putFile(id: number, file: NewFile, at: Date): Promise<void>;
  /** Returns whether there was such a file. */
  deleteFile(id: number, path: string): Promise<boolean>;
  deleteFiles(id: number): Promise<void>;
}

const SHOWN = ['id', 'name', 'path', 'allowed_domains', 'created_at', 'updated_at'];
const FILE = ['path', 'type', 'size', 'digest', 'updated_at'];

type Raw<Row extends FrontendRow> = Omit<Row, 'allowed_domains'> & { readonly allowed_domains: string };

const rowOf = <Row extends FrontendRow>(raw: Raw<Row>): Row =>
  ({ ...raw, allowed_domains: JSON.parse(raw.allowed_domains) }) as unknown as Row;

const found = (raw: Raw<FrontendRow> | undefined): FrontendRow | undefined => raw && rowOf(raw);

export function frontendQueries(db: Knex): FrontendQueries {
  const ofFrontend = () => db('frontend_files').where('frontend_id', db.ref('frontends.id'));
  const byPath = async (path: string) =>
    path.includes('\0')
      ? undefined
      : found(await db('frontends').where({ lower_path: path.toLowerCase() }).first(SHOWN));
  const byId = async (id: number) => found(await db('frontends').where({ id }).first(SHOWN));

  return {
    async list() {
      const rows: Raw<ListedFrontend>[] = await db('frontends')
        .select(...SHOWN, ofFrontend().count().as('files'), ofFrontend().sum('size').as('size'))
        .orderBy('name');
      return rows.map((row) => rowOf<ListedFrontend>({ ...row, files: Number(row.files), size: Number(row.size) }));
    },
    addAlone: () => writeAlone(db, 'frontends'),
    async count() {
      const [row] = await db('frontends').count({ count: '*' });
      return Number(row?.count);
    },
    async find(pathOrId) {
      const id = /^[1-9]\d{0,8}$/.test(pathOrId) ? Number(pathOrId) : null;
      return (await byPath(pathOrId)) ?? (id === null ? undefined : byId(id));
    },
    byPath,
    byId,
    async create({ name, path, allowed_domains }, at) {
      const moment = at.toISOString();
      const row = {
        name,
        path,
        lower_path: path.toLowerCase(),
        allowed_domains: JSON.stringify(allowed_domains),
        created_at: moment,
        updated_at: moment,
      };
      const [made] = await db('frontends').insert(row).onConflict().ignore().returning('id');
      return made?.id ?? null;
    },
    async update(id, { allowed_domains, ...facts }, at) {
      const domains = allowed_domains && { allowed_domains: JSON.stringify(allowed_domains) };
      try {
        await db('frontends')
          .where({ id })
          .update({ ...facts, ...domains, updated_at: at.toISOString() });
        return true;
      } catch (error) {
        if (classify(error) === 'unique') return false;
        throw error;
      }
    },
    delete: async (id) => (await db('frontends').where({ id }).delete()) > 0,
    touch: async (id, at) => (await db('frontends').where({ id }).update({ updated_at: at.toISOString() })) > 0,
    files: (id) => db('frontend_files').where({ frontend_id: id }).orderBy('path').select(FILE),
    file: (id, path) =>
      db('frontend_files')
        .where({ frontend_id: id, path })
        .first([...FILE, 'content']),
    contents(id, paths) {
      const query = db('frontend_files').where({ frontend_id: id });
      if (paths) query.whereIn('path', [...paths]);
      return query.orderBy('path').select([...FILE, 'content']);
    },
    async putFile(id, file, at) {
      await db('frontend_files')
        .insert({ ...file, frontend_id: id, updated_at: at.toISOString() })
        .onConflict(['frontend_id', 'path'])
        .merge();
    },
    deleteFile: async (id, path) => (await db('frontend_files').where({ frontend_id: id, path }).delete()) > 0,
    async deleteFiles(id) {
      await db('frontend_files').where({ frontend_id: id }).delete();
    },
  };
}
