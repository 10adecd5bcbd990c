import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import type { Catalog } from './catalog/catalog.js';
import { outputOf } from './emit/output.js';
import { modelOf } from './model/model.js';

const catalog = load(readFileSync('tools.yaml', 'utf8'), { schema: CORE_SCHEMA }) as Catalog;
for (const [path, content] of outputOf(modelOf(catalog))) {
  const file = join('generated', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
