import type { CatalogueFile, FileSet } from './catalogue-file.js';
import type { CatalogueProblem } from './catalogue-problem.js';
import type { ReadFile } from './file-reader.js';
import { buildHelperLimits as limits } from './limits.js';

/** An adapter of the catalogue: a system that service requests can call, or what one of them can reach. */
export interface CatalogueAdapter {
  readonly id: number;
  readonly name: string;
  readonly system: string;
  readonly description: string | undefined;
  readonly services: readonly CatalogueService[];
}

export interface CatalogueService {
  readonly id: number;
  readonly adapter: CatalogueAdapter;
  readonly name: string;
  readonly subtitle: string | undefined;
  readonly description: string | undefined;
  /** What the service request names as its service; null where it depends on the integration. */
  readonly serviceName: string | null;
  readonly sets: readonly CatalogueSet[];
}

export type CatalogueSet = FileSet & { readonly service: CatalogueService };

/** What searching and paging ask for. */
export interface ServiceQuery {
  readonly search?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** Everything that the build helper knows, by id. Nothing in it changes: what was read anew is another catalogue. */
export class Catalogue {
  /** By id, ascending, whatever file they are from. */
  readonly adapters: readonly CatalogueAdapter[];
  /** What is wrong with the files that were left out. */
  readonly problems: readonly CatalogueProblem[];
  readonly #services: readonly CatalogueService[];
  readonly #servicesById: ReadonlyMap<number, CatalogueService>;
  readonly #setsById: ReadonlyMap<number, CatalogueSet>;
  /** What a search looks through, in lower case. */
  readonly #texts: ReadonlyMap<CatalogueService, SearchedText>;

  /** @param files in the order in which the first of two with the same id is kept */
  constructor(files: readonly ReadFile[], problems: readonly CatalogueProblem[] = []) {
    const taken = new TakenIds();
    const repeated: CatalogueProblem[] = [];
    const kept = files.filter((file) => {
      const found = taken.add(file);
      repeated.push(...found);
      return found.length === 0;
    });
    this.problems = [...problems, ...repeated];
    this.adapters = kept.map(({ content }) => adapterOf(content)).sort(byId);
    this.#services = this.adapters.flatMap(({ services }) => services).sort(byId);
    this.#servicesById = new Map(this.#services.map((service) => [service.id, service]));
    this.#setsById = new Map(this.#services.flatMap(({ sets }) => sets).map((set) => [set.id, set]));
    this.#texts = new Map(this.#services.map((service) => [service, textOf(service)]));
  }

  adapter(id: number): CatalogueAdapter | undefined {
    return this.adapters.find((adapter) => adapter.id === id);
  }

  service(id: number): CatalogueService | undefined {
    return this.#servicesById.get(id);
  }

  set(id: number): CatalogueSet | undefined {
    return this.#setsById.get(id);
  }

  /** The first ids that a site may still give; all that follow are free, too. */
  freeIds(): { adapter: number; service: number; set: number } {
    const after = (ids: Iterable<number>) => {
      let last = limits.firstSiteId - 1;
      for (const id of ids) if (id > last) last = id;
      return last + 1;
    };
    return {
      adapter: after(this.adapters.map(({ id }) => id)),
      service: after(this.#servicesById.keys()),
      set: after(this.#setsById.keys()),
    };
  }

  /** A page of the services, of one adapter or of all, that hold every word of the search: those that are called so first, each by id. */
  services(
    { search = '', limit, offset }: ServiceQuery,
    services: readonly CatalogueService[] = this.#services,
  ): { total: number; services: readonly CatalogueService[] } {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    const holds = (text: string) => words.every((word) => text.includes(word));
    const named: CatalogueService[] = [];
    const described: CatalogueService[] = [];
    for (const service of services) {
      const { names, all } = this.#texts.get(service) as SearchedText;
      if (holds(names)) named.push(service);
      else if (holds(all)) described.push(service);
    }
    const found = [...named, ...described];
    return { total: found.length, services: found.slice(offset, offset + limit) };
  }
}

const byId = (a: { id: number }, b: { id: number }) => a.id - b.id;

interface SearchedText {
  readonly names: string;
  readonly all: string;
}

function textOf({ name, subtitle, description, sets, adapter }: CatalogueService): SearchedText {
  const names = [name, subtitle, ...sets.map(({ label }) => label), adapter.name, adapter.system]
    .join('\n')
    .toLowerCase();
  return { names, all: `${names}\n${description?.toLowerCase() ?? ''}` };
}

function adapterOf({ adapter, services: given }: CatalogueFile): CatalogueAdapter {
  const services: CatalogueService[] = [];
  const made: CatalogueAdapter = { ...adapter, description: adapter.description, services };
  for (const { field_mapping_sets, service_name = 'n/a', ...rest } of given) {
    const sets: CatalogueSet[] = [];
    const service: CatalogueService = {
      ...rest,
      subtitle: rest.subtitle,
      description: rest.description,
      adapter: made,
      serviceName: service_name,
      sets,
    };
    sets.push(...field_mapping_sets.map((set) => ({ ...set, service })).sort(byId));
    services.push(service);
  }
  services.sort(byId);
  return made;
}

/** Which file has which id: no two adapters, no two services and no two sets have the same one. */
class TakenIds {
  readonly #files = {
    adapter: new Map<number, string>(),
    service: new Map<number, string>(),
    set: new Map<number, string>(),
  };

  /** Takes the ids of a file, unless one of them is taken already: then it takes none, and tells of those. */
  add({ file, content, mostProblems, problemAt }: ReadFile): CatalogueProblem[] {
    const problems: CatalogueProblem[] = [];
    const own = { adapter: new Set<number>(), service: new Set<number>(), set: new Set<number>() };
    const take = (kind: keyof typeof own, id: number, path: PropertyKey[]) => {
      const holder = own[kind].has(id) ? 'this file' : this.#files[kind].get(id);
      if (holder !== undefined && problems.length < mostProblems)
        problems.push(problemAt([...path, 'id'], `${kind} ${id} is in ${holder} already`));
      own[kind].add(id);
    };
    take('adapter', content.adapter.id, ['adapter']);
    for (const [at, { id, field_mapping_sets }] of content.services.entries()) {
      take('service', id, ['services', at]);
      for (const [setAt, set] of field_mapping_sets.entries())
        take('set', set.id, ['services', at, 'field_mapping_sets', setAt]);
    }
    if (problems.length > 0) return problems;
    for (const kind of ['adapter', 'service', 'set'] as const) {
      for (const id of own[kind]) this.#files[kind].set(id, file);
    }
    return [];
  }
}
