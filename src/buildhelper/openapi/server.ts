import { at, below, itemOf, listOf, membersOf, type Placed, textOf } from './node.js';
import type { UnexpressedList } from './unexpressed.js';

/** Where an API is. */
export interface Server {
  /** `host:port` as a URL has it; null where the document does not say. */
  readonly host: string | null;
  /** What the adapter configuration is given for it; empty where the document does not say. */
  readonly settings: string;
  /** Begins with a slash, ends with none; or empty. */
  readonly basePath: string;
}

const HERE = 'http://document.invalid';

/** The first server of a list, with the variables' defaults; undefined when there is no list. */
export function serverOf(holder: Placed, list: UnexpressedList): Server | undefined {
  const servers = below(holder, 'servers');
  const all = listOf(servers.value);
  if (all.length === 0) return undefined;
  const first = itemOf(servers, 0);
  if (all.length > 1) list.add('server', servers.place, `only the first of ${all.length} servers was taken`);
  const variables = new Map(membersOf(at(first.value, 'variables')));
  const template = textOf(at(first.value, 'url'));
  const url = template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    list.add('server', first.place, `the variable ${name} of the address has its default`);
    return textOf(at(variables.get(name), 'default'));
  });
  if (!URL.canParse(url, HERE)) {
    list.add('server', first.place, `its address cannot be used: ${template.slice(0, 200)}`);
    return { host: null, settings: '', basePath: '' };
  }
  const { host, hostname, port, protocol, pathname, origin } = new URL(url, HERE);
  const basePath = pathname.replace(/\/+$/, '');
  if (origin === HERE) return { host: null, settings: '', basePath };
  const plain = protocol === 'http:' ? ' tls=false' : '';
  const number = port || (protocol === 'http:' ? '80' : '');
  return { host, settings: `host=${hostname}${number && ` port=${number}`}${plain}`, basePath };
}
