import type { PromptEntry, ResourceEntry } from './catalog.js';
import { checkPlainLevel } from './check-permission.js';
import type { Declared } from './declared.js';
import type { Problems } from './problem.js';

/** Checks a resource whose structure is sound. */
export function checkResource(name: string, entry: ResourceEntry, declared: Declared, problems: Problems): void {
  const path = ['resources', name];
  checkPlainLevel(entry.permission, [...path, 'permission'], declared, problems);
  if ((entry.uri === undefined) === (entry.uri_template === undefined)) {
    problems.atKey(path, 'a resource has either a `uri` or a `uri_template`');
    return;
  }
  if (entry.listed !== undefined && entry.uri !== undefined) {
    problems.atKey(
      [...path, 'listed'],
      'a resource with a `uri` is listed anyway; this is for one with a `uri_template`',
    );
  }
  const key = entry.uri === undefined ? 'uri_template' : 'uri';
  const address = entry[key] as string;
  if (!/^[a-z][a-z0-9+.-]*:./.test(address)) {
    problems.atValue([...path, key], `\`${address}\` is no address: it begins with a scheme, such as \`gateway://\``);
  }
  const plain = address.replace(/\{[A-Za-z_][A-Za-z0-9_]*\}/g, '');
  if (/[{}]/.test(plain)) {
    problems.atValue([...path, key], 'a variable is a name in braces, `{id}`, without operators');
  } else if (key === 'uri' && plain !== address) {
    problems.atKey([...path, key], 'an address with variables is a `uri_template`');
  } else if (key === 'uri_template' && plain === address) {
    problems.atKey([...path, key], 'there is no variable in braces; an address without is a `uri`');
  }
}

/** Checks a prompt whose structure is sound. */
export function checkPrompt(name: string, entry: PromptEntry, declared: Declared, problems: Problems): void {
  checkPlainLevel(entry.permission, ['prompts', name, 'permission'], declared, problems);
  for (const argument of Object.keys(entry.arguments ?? {})) {
    if (!(argument in Object.prototype)) continue;
    problems.atKey(
      ['prompts', name, 'arguments', argument],
      `every JavaScript object has a \`${argument}\`; choose another name`,
    );
  }
}
