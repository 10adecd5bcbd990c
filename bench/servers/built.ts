/**
 * A module of the gateway as it is built and served. What tsx makes of its source names each function anew whenever it is made, which
 * in a call of some hundred microseconds is a good part.
 */
export const built = <Module>(path: string): Promise<Module> =>
  import(new URL(`../../dist/src/${path}`, import.meta.url).href) as Promise<Module>;
