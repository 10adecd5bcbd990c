import type { CatalogueFile } from '../catalogue-file.js';
import { DocumentError } from './document-error.js';
import { type ImportLimits, importLimits } from './limits.js';
import { shortened } from './mapping-list.js';
import { at, below, membersOf, type Node, type Placed, textOf } from './node.js';
import { type DocumentParts, type ImportedOperation, importOperation } from './operation.js';
import { References } from './references.js';
import { serverOf } from './server.js';
import { Shapes } from './shape.js';
import { type Unexpressed, UnexpressedList } from './unexpressed.js';

/** What became of a document. */
export interface ImportedDocument {
  readonly content: CatalogueFile;
  readonly operations: { readonly found: number; readonly imported: number };
  readonly fieldMappings: number;
  readonly unexpressed: readonly Unexpressed[];
  /** How many more there were than the list takes. */
  readonly more: number;
  readonly counts: Readonly<Record<string, number>>;
}

export interface ImportOptions {
  /** What the adapter is called in place of the document's title. */
  readonly name?: string | undefined;
  /** From where on ids may be given. */
  readonly free: { readonly adapter: number; readonly service: number; readonly set: number };
  /** What an earlier import of the document has made; what is the same keeps its ids. */
  readonly before?: CatalogueFile | undefined;
  readonly limits?: ImportLimits;
}

/** What the HTTP adapter can send (src/adapters/http-request.ts). */
const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'];
/** What else a path may hold. */
const NO_METHODS = ['parameters', 'servers', 'summary', 'description', '$ref'];

/**
 * Turns every operation of an OpenAPI document into a service of system HTTP, with one field mapping set.
 * @throws DocumentError
 */
export function importDocument(
  root: Node,
  { name, free, before, limits = importLimits }: ImportOptions,
): ImportedDocument {
  const list = new UnexpressedList(limits.entries);
  const references = new References(root, limits, list);
  const whole: Placed = { value: root, place: '#' };
  const server = serverOf(whole, list) ?? { host: null, settings: '', basePath: '' };
  const parts: DocumentParts = { root, server, references, shapes: new Shapes(references, list, limits), list, limits };
  const imported: ImportedOperation[] = [];
  let found = 0;
  for (const [path] of membersOf(at(root, 'paths'))) {
    if (path.startsWith('x-')) continue;
    const pathItem = references.resolve(below(whole, 'paths', path));
    for (const [method] of membersOf(pathItem.value)) {
      if (NO_METHODS.includes(method) || method.startsWith('x-')) continue;
      if (++found > limits.operations)
        throw new DocumentError(`The document has more than ${limits.operations} operations.`);
      const operation = below(pathItem, method);
      if (!METHODS.includes(method)) {
        list.add(
          'operation left out',
          operation.place,
          `the HTTP adapter has no method ${method.toUpperCase().slice(0, 40)}`,
        );
        continue;
      }
      const made = importOperation({ path, method, pathItem, operation }, parts);
      if (made) imported.push(made);
    }
  }
  for (const [webhook] of membersOf(at(root, 'webhooks'))) {
    list.add(
      'callback or webhook',
      below(whole, 'webhooks', webhook).place,
      `the webhook ${webhook} is called by the system`,
    );
  }
  if (found === 0) throw new DocumentError('The document describes no operations: it has no paths.');
  const ids = new Ids(free, before);
  const content: CatalogueFile = {
    adapter: { id: ids.adapter, ...adapterOf(root, server.settings, name, limits) },
    services: imported.map(({ set, description, ...service }) => {
      const { serviceId, setId } = ids.of(set.label);
      return {
        id: serviceId,
        ...service,
        ...(description !== '' && { description }),
        field_mapping_sets: [{ id: setId, ...set }],
      };
    }),
  };
  return {
    content,
    operations: { found, imported: imported.length },
    fieldMappings: imported.reduce((sum, { set }) => sum + set.field_mappings.length, 0),
    unexpressed: list.entries,
    more: list.more,
    counts: list.counts(),
  };
}

function adapterOf(root: Node, settings: string, name: string | undefined, limits: ImportLimits) {
  const info = at(root, 'info');
  const title = textOf(at(info, 'title')).trim() || 'Untitled API';
  const where = settings === '' ? 'The document names no host' : `Its adapter configuration: ${settings}`;
  const said = textOf(at(info, 'description')).split('\n', 1)[0] ?? '';
  return {
    name: shortened(name ?? title, 255),
    system: 'HTTP',
    description: shortened(
      `From the OpenAPI document "${title}", version ${textOf(at(info, 'version')) || 'unknown'}. ${where}. ${said}`.trim(),
      limits.description,
    ),
  };
}

/** Gives ids; what was imported before keeps its own, wherever it stands now. */
class Ids {
  readonly adapter: number;
  readonly #known: ReadonlyMap<string, { serviceId: number; setId: number }>;
  #service: number;
  #set: number;

  constructor(free: ImportOptions['free'], before?: CatalogueFile) {
    const services = before?.services ?? [];
    const sets = services.flatMap(({ id, field_mapping_sets }) =>
      field_mapping_sets.map((set) => ({ ...set, serviceId: id })),
    );
    this.#known = new Map(sets.map(({ label, id, serviceId }) => [label, { serviceId, setId: id }]));
    this.adapter = before?.adapter.id ?? free.adapter;
    this.#service = services.reduce((next, { id }) => Math.max(next, id + 1), free.service);
    this.#set = sets.reduce((next, { id }) => Math.max(next, id + 1), free.set);
  }

  of(label: string): { serviceId: number; setId: number } {
    return this.#known.get(label) ?? { serviceId: this.#service++, setId: this.#set++ };
  }
}
