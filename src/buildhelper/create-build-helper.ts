import { join } from 'node:path';
import { CatalogueFolders } from './catalogue-folders.js';

/**
 * The build helper of a gateway: what comes with it, and what the site has put beside.
 * @param projectDir where `buildhelper/` is
 * @param siteDir need not be there
 */
export const createBuildHelper = (
  projectDir: string,
  siteDir: string,
  log?: (problem: string) => void,
): CatalogueFolders =>
  new CatalogueFolders(
    [
      { dir: join(projectDir, 'buildhelper'), isSite: false },
      { dir: siteDir, isSite: true },
    ],
    log,
  );
