/** Where a value stands in the catalog: the keys and indexes that lead to it. */
export type Path = readonly (string | number)[];
