import type { RunInput } from './runner.js';

/** What the addresses of all integrations begin with (domain.md 8). */
export const EXECUTE_PATH = '/integrations/execute/';

/** What an integration finds as its input when a payload is posted to its address. @param name its path name, as it stands there */
export const postedInput = (name: string, payload: unknown, { external }: Pick<RunInput, 'external'>): RunInput => ({
  payload,
  method: 'POST',
  params: {},
  path: null,
  fullpath: EXECUTE_PATH + name,
  headers: {},
  files: {},
  external,
});
