import { fieldBelow } from './formula-text.js';
import type { MappingList } from './mapping-list.js';
import { at, below, isNode, itemOf, listOf, membersOf, type Node, type Placed, textOf } from './node.js';
import type { References } from './references.js';
import type { UnexpressedList } from './unexpressed.js';

/** How a person gives a secret to a formula without writing it down in it. */
const FROM_VAULT = "Keep it in a vault: await open_vault('NAME', (vault) => vault.get_secret('KEY')).";

interface Parts {
  readonly root: Node;
  readonly references: References;
  readonly mappings: MappingList;
  readonly list: UnexpressedList;
}

/**
 * The field mappings of what an operation wants to see before it lets anybody in. Their values are secrets, so they are left empty.
 * @returns what the adapter configuration has to hold, a sentence each
 */
export function mapSecurity(operation: Placed, { root, references, mappings, list }: Parts): string[] {
  const own = below(operation, 'security');
  const holder: Placed = Array.isArray(own.value) ? own : { value: at(root, 'security'), place: '#/security' };
  const alternatives = listOf(holder.value).filter(isNode);
  if (alternatives.length === 0) return [];
  const required = alternatives.every((one) => Object.keys(one).length > 0);
  const index = listOf(holder.value).findIndex((one) => isNode(one) && Object.keys(one).length > 0);
  if (index === -1) return [];
  if (alternatives.filter((one) => Object.keys(one).length > 0).length > 1) {
    list.add('security', holder.place, 'only the first of several ways to sign in was taken');
  }
  return membersOf(itemOf(holder, index).value).flatMap(([name, scopes]) => {
    const scheme = references.resolve(below({ value: root, place: '#' }, 'components', 'securitySchemes', name));
    return mapScheme(scheme, { name, required, scopes: listOf(scopes).map(String), mappings, list });
  });
}

function mapScheme(
  { value, place }: Placed,
  {
    name,
    required,
    scopes,
    mappings,
    list,
  }: Pick<Parts, 'mappings' | 'list'> & { name: string; required: boolean; scopes: string[] },
): string[] {
  const type = textOf(at(value, 'type'));
  const scheme = textOf(at(value, 'scheme')).toLowerCase();
  const add = (field: string | null, note: string, header: string) =>
    mappings.add({
      field,
      value: null,
      type: 'str',
      required,
      record: 'security',
      name: header,
      notes: [note, textOf(at(value, 'description'))],
    });
  if (type === 'http' && scheme === 'basic') {
    return ['Basic authentication: give the adapter configuration its username and password.'];
  }
  if (type === 'mutualTLS')
    return ['A client certificate: give the adapter configuration client_certificate and client_key, or client_pfx.'];
  if (type === 'oauth2' || type === 'openIdConnect' || (type === 'http' && scheme === 'bearer')) {
    const wanted = scopes.length > 0 ? ` Scopes: ${scopes.join(', ')}.` : '';
    add('headers.Authorization', `\`Bearer \${token}\`.${wanted} ${FROM_VAULT}`, 'Authorization');
    return ['A bearer token: give the field mapping headers.Authorization its value.'];
  }
  const key = textOf(at(value, 'name'));
  if (type === 'apiKey' && key !== '') {
    const where = at(value, 'in');
    if (where === 'cookie') add('headers.Cookie', `\`${key}=\${key}\`. ${FROM_VAULT}`, key);
    else if (where === 'query') add(fieldBelow('params', key), FROM_VAULT, key);
    else add(fieldBelow('headers', key), FROM_VAULT, key);
    return [`An API key: give the field mapping of ${key} (${where}) its value.`];
  }
  list.add(
    'security',
    place,
    `${name}: the HTTP adapter cannot sign in with ${[type, scheme].filter(Boolean).join(' ') || 'what is not described'}`,
  );
  return [];
}
