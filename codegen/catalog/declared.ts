import type { SchemaNode } from '../schema/schema.js';
import type { Catalog } from './catalog.js';

/** What the catalog declares, to be referred to by name. */
export interface Declared {
  readonly scopes: ReadonlySet<string>;
  /** Levels by name, and what each is granted for. */
  readonly levels: ReadonlyMap<string, 'integration' | null>;
  readonly parts: ReadonlySet<string>;
  readonly errors: ReadonlySet<string>;
  readonly fragments: ReadonlyMap<string, SchemaNode>;
}

/** Reads the names even where the catalog's structure is broken, so that one mistake is not reported in many places. */
export function declaredIn(catalog: Catalog): Declared {
  return {
    scopes: new Set(entries(catalog.scopes).map(([name]) => name)),
    levels: new Map(entries(catalog.levels).map(([name, level]) => [name, level?.per ?? null])),
    parts: new Set(entries(catalog.parts).map(([name]) => name)),
    errors: new Set(entries(catalog.errors).map(([code]) => code)),
    fragments: new Map(entries(catalog.schemas)),
  };
}

/** The members of a map; none when it is something else. */
export function entries<T>(map: Readonly<Record<string, T>> | undefined): [string, T][] {
  return typeof map === 'object' && map !== null ? Object.entries(map) : [];
}
