import type { Knex } from 'knex';

export interface OrganizationRow {
  readonly id: number;
  readonly name: string;
}

export interface ListedOrganization extends OrganizationRow {
  readonly users: number;
}

/** Organizations: labels on users, who see the run histories of their own alone (domain.md 2.3). */
export interface OrganizationQueries {
  list(): Promise<ListedOrganization[]>;
  find(name: string): Promise<OrganizationRow | undefined>;
  byId(id: number): Promise<OrganizationRow | undefined>;
  /** Returns the id. Fails with a unique violation when the name is taken. */
  create(name: string): Promise<number>;
  /** Returns whether there was such an organization. Fails with a unique violation when the name is taken. */
  rename(id: number, name: string): Promise<boolean>;
  /** Returns whether there was such an organization. Its users belong to none then. */
  delete(id: number): Promise<boolean>;
}

export function organizationQueries(db: Knex): OrganizationQueries {
  const organizations = () => db('organizations').select('id', 'name');
  return {
    list: () =>
      db('organizations as organization')
        .select('organization.id', 'organization.name')
        .select(db('users').count('*').whereRaw('?? = ??', ['users.organization_id', 'organization.id']).as('users'))
        .orderBy('organization.name'),
    // PostgreSQL knows no text with a NUL in it, and so no such name.
    find: async (name) => (name.includes('\0') ? undefined : organizations().where({ name }).first()),
    byId: (id) => organizations().where({ id }).first(),
    async create(name) {
      const [row] = await db('organizations').insert({ name }).returning('id');
      return row.id;
    },
    rename: async (id, name) => (await db('organizations').where({ id }).update({ name })) > 0,
    delete: async (id) => (await db('organizations').where({ id }).delete()) > 0,
  };
}
