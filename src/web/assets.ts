import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PROJECT_DIR } from '../project-dir.js';

interface Asset {
  readonly type: string;
  readonly content: Buffer;
  /** Changes with the content, so that browsers may keep it for good. */
  readonly path: string;
}

const TYPES = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', svg: 'image/svg+xml' } as const;

function load(name: `${string}.${keyof typeof TYPES}`): Asset {
  const content = readFileSync(`${PROJECT_DIR}/src/web/assets/${name}`);
  const [stem, extension] = name.split('.') as [string, keyof typeof TYPES];
  const version = createHash('sha256').update(content).digest('base64url').slice(0, 12);
  return { type: TYPES[extension], content, path: `/assets/${stem}.${version}.${extension}` };
}

/** The files that every page uses, as they are in the source. */
export const assets = { style: load('style.css'), script: load('site.js'), icon: load('icon.svg') } as const;

export const assetByPath: ReadonlyMap<string, Asset> = new Map(
  Object.values(assets).map((asset) => [asset.path, asset]),
);
