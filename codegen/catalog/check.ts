import { Broken } from './broken.js';
import type { Catalog } from './catalog.js';
import { checkExamplePrompts } from './check-example-prompts.js';
import { checkNoHeaders } from './check-exchange.js';
import { checkLimits } from './check-limits.js';
import { checkNames } from './check-names.js';
import { checkPrompt, checkResource } from './check-offers.js';
import { checkCircles, checkReferences } from './check-references.js';
import { SchemaChecker } from './check-schema.js';
import { checkScope } from './check-scopes.js';
import { ToolChecker } from './check-tool.js';
import { declaredIn, entries } from './declared.js';
import { Problems } from './problem.js';
import { soundKeys } from './sound-keys.js';
import { type SoundPart, soundPart } from './sound-part.js';
import { checkStructure } from './structure.js';

export interface Checked extends SoundPart {
  readonly problems: Problems;
}

/** Checks everything of a catalog but whether its examples and defaults fit their schemas, which takes validators. */
export function checkCatalog(value: unknown): Checked {
  const problems = new Problems();
  checkStructure(value, problems);
  const wrong = problems.list.map(({ path }) => path);
  const catalog = (typeof value === 'object' && value !== null ? value : {}) as Catalog;
  const declared = declaredIn(catalog);
  const broken = new Broken(problems, declared);

  for (const [name, level] of entries(catalog.levels)) {
    if (!broken.has('levels', name)) checkScope(name, level, declared, problems);
  }
  if (catalog.defaults?.limits && !broken.has('defaults', 'limits')) {
    checkLimits(catalog.defaults.limits, ['defaults', 'limits'], problems);
  }
  const structured = [...declared.fragments].filter(([name]) => !broken.has('schemas', name));
  const fragments = new Map(structured);
  for (const [name, node] of structured) checkReferences(node, ['schemas', name], declared, problems);
  checkCircles({ ...declared, fragments }, problems);

  const schemas = new SchemaChecker({ ...declared, fragments }, problems);
  const isSound = broken.fragmentsOf();
  for (const [name, node] of structured) {
    checkNoHeaders(node, ['schemas', name], problems);
    if (isSound(node)) schemas.check(node, ['schemas', name], 'fragment');
  }
  const tools = new ToolChecker(catalog, declared, schemas, problems, broken.fragmentsOf());
  for (const [name, entry] of entries(catalog.tools)) {
    const sound = soundKeys(name, entry, wrong);
    if (sound) tools.check(name, sound);
  }
  for (const [name, resource] of entries(catalog.resources)) {
    if (!broken.has('resources', name)) checkResource(name, resource, declared, problems);
  }
  for (const [name, prompt] of entries(catalog.prompts)) {
    if (!broken.has('prompts', name)) checkPrompt(name, prompt, declared, problems);
  }
  checkExamplePrompts(catalog, problems);
  checkNames(catalog, problems);
  return { problems, ...soundPart(catalog, problems, declared, schemas.defaults) };
}
