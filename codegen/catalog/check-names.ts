import { camelCase, kebabCase, pascalCase } from '../emit/name.js';
import type { Catalog } from './catalog.js';
import { entries } from './declared.js';
import type { Path } from './path.js';
import type { Problems } from './problem.js';

/** The errors that the gateway itself answers with, so every catalog says what they mean. */
const GATEWAY_ERRORS = [
  'invalid_arguments',
  'not_found',
  'forbidden',
  'rate_limited',
  'request_too_large',
  'response_too_large',
  'timeout',
  'cancelled',
  'unavailable',
  'internal',
] as const;

/** Where there are scopes, it answers with this one as well. */
const SCOPE_ERROR = 'insufficient_scope';

/** What these mean as scopes is settled by OpenID Connect; an authorization server adds them by itself. */
const OPENID_SCOPES = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'];

/** The errors that the gateway itself may answer with in any tool. */
export const gatewayErrors = ({ scopes }: Catalog): readonly string[] =>
  entries(scopes).length > 0 ? [...GATEWAY_ERRORS, SCOPE_ERROR] : GATEWAY_ERRORS;

const CLIENT_NAME = /^[A-Za-z0-9_-]{1,64}$/;
const CLIENT_RULE = 'clients take 1 to 64 of the characters A-Z, a-z, 0-9, _ and -';

/** Checks the names that a catalog gives, and that what is generated from them does not clash. */
export function checkNames(catalog: Catalog, problems: Problems): void {
  for (const section of ['scopes', 'levels', 'errors'] as const) {
    for (const [name] of entries<unknown>(catalog[section])) {
      if (/^[a-z][a-z0-9_]*$/.test(name)) continue;
      problems.atKey([section, name], `\`${name}\`: names here are of small letters, digits and _`);
    }
  }
  for (const [name] of entries(catalog.scopes)) {
    if (!OPENID_SCOPES.includes(name)) continue;
    problems.atKey(['scopes', name], `\`${name}\` has a meaning of its own in OpenID Connect; choose another name`);
  }
  for (const code of gatewayErrors(catalog)) {
    if (typeof catalog.errors !== 'object' || !catalog.errors || Object.hasOwn(catalog.errors, code)) continue;
    problems.atKey(['errors'], `\`${code}\` is missing: the gateway answers with it, so it needs a meaning and a hint`);
  }
  for (const [name] of entries(catalog.schemas)) {
    if (/^[A-Z][A-Za-z0-9]*$/.test(name)) continue;
    problems.atKey(['schemas', name], `\`${name}\`: a fragment becomes a type, so write it as \`${pascalCase(name)}\``);
  }
  for (const section of ['tools', 'resources', 'prompts'] as const) {
    for (const [name] of entries<unknown>(catalog[section])) checkClientName(name, [section, name], problems);
    checkFiles(
      section,
      entries<unknown>(catalog[section]).map(([name]) => name),
      problems,
    );
  }
  checkTypes(catalog, problems);
}

export function checkClientName(name: string, path: Path, problems: Problems): void {
  if (!CLIENT_NAME.test(name)) problems.atKey(path, `\`${name}\` is no name that clients take: ${CLIENT_RULE}`);
  else if (name in Object.prototype)
    problems.atKey(path, `every JavaScript object has a \`${name}\`; choose another name`);
  else if (!/[A-Za-z0-9]/.test(name)) problems.atKey(path, `\`${name}\` needs a letter or a digit, to name files by`);
}

/** Names that differ in their punctuation alone would share a file or a constant. */
function checkFiles(section: string, names: readonly string[], problems: Problems): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const keys = [`the file ${kebabCase(name)}.ts`, `the name ${camelCase(name)}`];
    const clash = keys.find((key) => seen.has(key));
    if (clash)
      problems.atKey([section, name], `\`${name}\` and \`${seen.get(clash)}\` would share ${clash}: rename one`);
    for (const key of keys) if (!seen.has(key)) seen.set(key, name);
  }
}

/** The types of all tools and actions stand beside each other in one module. */
function checkTypes(catalog: Catalog, problems: Problems): void {
  const seen = new Map<string, string>();
  const claim = (type: string, label: string, path: Path) => {
    const clash = [type, `${type}Input`, `${type}Output`].find((name) => seen.has(name));
    const other = clash === undefined ? undefined : seen.get(clash);
    // Tools whose names differ in punctuation alone are reported for their files.
    const sameFile = path.length === 2 && other !== undefined && kebabCase(other) === kebabCase(label);
    if (other !== undefined && (!sameFile || other.includes('.'))) {
      problems.atKey(path, `\`${label}\` and ${other} would share the type ${clash}: rename one`);
    }
    for (const name of [type, `${type}Input`, `${type}Output`]) if (!seen.has(name)) seen.set(name, `\`${label}\``);
  };
  for (const name of ['Tools', 'Resources', 'Prompts', 'ToolName', 'LevelName', 'ErrorCode'])
    seen.set(name, 'the contract itself');
  for (const [tool, entry] of entries(catalog.tools)) {
    const actions = entries(entry?.actions);
    if (actions.length === 0) claim(pascalCase(tool), tool, ['tools', tool]);
    for (const [action] of actions) {
      const path = ['tools', tool, 'actions', action];
      checkClientName(action, path, problems);
      claim(pascalCase(tool) + pascalCase(action), `${tool}.${action}`, path);
    }
  }
}
