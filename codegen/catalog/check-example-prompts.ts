import { isSaidIn } from '../model/example-prompt.js';
import type { Catalog, ExampleEntry } from './catalog.js';
import { checkClientName } from './check-names.js';
import { entries } from './declared.js';
import type { Path } from './path.js';
import type { Problems } from './problem.js';

/** Checks the prompts that examples make, in so far as the structure of the examples is sound. */
export function checkExamplePrompts(catalog: Catalog, problems: Problems): void {
  const names = new Set(entries(catalog.prompts).map(([name]) => name));
  const check = (examples: unknown, path: Path) => {
    if (!Array.isArray(examples)) return;
    for (const [index, example] of (examples as ExampleEntry[]).entries()) {
      const at = [...path, 'examples', index];
      if (!isSound(at, problems) || !example.prompt) continue;
      checkPrompt(example, [...at, 'prompt'], names, problems);
    }
  };
  for (const [tool, entry] of entries(catalog.tools)) {
    check(entry?.examples, ['tools', tool]);
    for (const [action, own] of entries(entry?.actions)) check(own?.examples, ['tools', tool, 'actions', action]);
  }
}

/** Whether nothing was found wrong with an example's structure. */
const isSound = (at: Path, { list }: Problems): boolean =>
  !list.some(({ path }) => at.every((step, index) => path[index] === undefined || path[index] === step));

function checkPrompt({ ask, prompt }: ExampleEntry, path: Path, names: Set<string>, problems: Problems): void {
  const { name, asks = {} } = prompt as NonNullable<ExampleEntry['prompt']>;
  checkClientName(name, [...path, 'name'], problems);
  if (names.has(name)) problems.atValue([...path, 'name'], `there is another prompt \`${name}\`; choose another name`);
  names.add(name);
  for (const [argument, { for: phrase }] of Object.entries(asks)) {
    if (argument in Object.prototype)
      problems.atKey([...path, 'asks', argument], `every JavaScript object has a \`${argument}\`; choose another name`);
    if (!isSaidIn(ask, phrase))
      problems.atValue([...path, 'asks', argument, 'for'], `\`${phrase}\` does not stand in \`ask\``);
  }
}
