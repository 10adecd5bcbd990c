import type { FileSet } from '../catalogue-file.js';
import { mapBody } from './body-mappings.js';
import { literal, variableName } from './formula-text.js';
import type { ImportLimits } from './limits.js';
import { MappingList, shortened } from './mapping-list.js';
import { at, below, listOf, membersOf, type Node, type Placed, textOf } from './node.js';
import { ObjectMappings } from './object-mappings.js';
import { parametersOf } from './parameter.js';
import { mapParameters } from './parameter-mappings.js';
import { NoPathError, pathFormula } from './path-formula.js';
import type { References } from './references.js';
import { mapSecurity } from './security-mappings.js';
import { type Server, serverOf } from './server.js';
import type { Shapes } from './shape.js';
import type { UnexpressedList } from './unexpressed.js';

/** What every operation of a document needs to know of it. */
export interface DocumentParts {
  readonly root: Node;
  readonly server: Server;
  readonly references: References;
  readonly shapes: Shapes;
  readonly list: UnexpressedList;
  readonly limits: ImportLimits;
}

/** An operation as a service with its one set, still without ids. */
export interface ImportedOperation {
  readonly name: string;
  readonly subtitle: string;
  readonly description: string;
  readonly set: Omit<FileSet, 'id'>;
}

/** Turns one operation into a service; null when it cannot be called, which is reported. */
export function importOperation(
  { path, method, pathItem, operation }: { path: string; method: string; pathItem: Placed; operation: Placed },
  parts: DocumentParts,
): ImportedOperation | null {
  const { references, shapes, list, limits, root } = parts;
  const label = `${method.toUpperCase()} ${path}`;
  const mappings = new MappingList(list, limits, operation.place);
  const objects = new ObjectMappings(shapes, list, limits, mappings);
  const parameters = parametersOf(pathItem, operation, parts);
  const server = serverOf(operation, list) ?? serverOf(pathItem, list) ?? parts.server;
  try {
    mappings.add({ field: 'method', value: literal(method.toUpperCase()), type: 'str', required: true });
    const inPath = parameters.filter((one) => one.in === 'path');
    mappings.add({
      field: 'url_path',
      value: pathFormula(server.basePath, path, parameters),
      type: 'str',
      required: true,
      record: 'path',
      name: inPath.map(({ name }) => name).join(', '),
      notes: inPath.flatMap(({ name, notes }) => (notes.some(Boolean) ? [`${name}:`, ...notes] : [])),
    });
    for (const { name, place } of inPath) {
      if (!path.includes(`{${name}}`)) list.add('parameter', place, `the path has no {${name}}`);
    }
  } catch (error) {
    if (!(error instanceof NoPathError)) throw error;
    list.add('operation left out', operation.place, `${label}: ${error.message}`);
    return null;
  }
  const settings = mapSecurity(operation, { root, references, mappings, list });
  mapParameters(parameters, { mappings, objects, shapes, list });
  mapAccept(operation, { references, mappings });
  const body = references.resolve(below(operation, 'requestBody'));
  if (body.value !== undefined) mapBody(body, { mappings, objects, shapes, list });
  mappings.end();
  for (const [name] of membersOf(at(operation.value, 'callbacks'))) {
    list.add('callback or webhook', below(operation, 'callbacks', name).place, `${label} calls back: ${name}`);
  }

  const id = textOf(at(operation.value, 'operationId'));
  const summary = oneLine(textOf(at(operation.value, 'summary')));
  const tags = listOf(at(operation.value, 'tags')).filter((tag) => typeof tag === 'string');
  const elsewhere =
    server.host !== null && server.host !== parts.server.host ? [`It is on another server: ${server.settings}.`] : [];
  if (elsewhere.length > 0)
    list.add('server', operation.place, `${label} is on ${server.host}: it needs an adapter configuration of its own`);
  return {
    name: shortened(summary || id || label, 255),
    subtitle: shortened([label, tags.join(', ')].filter(Boolean).join(' · '), 500),
    description: shortened(
      [
        textOf(at(operation.value, 'description')).trim(),
        ...settings,
        ...elsewhere,
        at(operation.value, 'deprecated') === true ? 'Deprecated.' : '',
      ]
        .filter(Boolean)
        .join('\n'),
      limits.description,
    ),
    set: {
      label: shortened(label, 2_000),
      ...(summary !== '' && { summary: shortened(summary, 500) }),
      formula_variable: variableName(id || label.replace(/\{[^}]*\}/g, '')),
      field_mappings: mappings.mappings,
    },
  };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What the answer should be: JSON where there is a choice. */
function mapAccept(
  operation: Placed,
  { references, mappings }: Pick<DocumentParts, 'references'> & { mappings: MappingList },
): void {
  const responses = below(operation, 'responses');
  const good = membersOf(responses.value)
    .map(([status]) => status)
    .filter((status) => /^2(\d\d|XX)$/i.test(status))
    .sort()[0];
  if (good === undefined) return;
  const types = membersOf(at(references.resolve(below(responses, good)).value, 'content')).map(([type]) => type);
  const type = types.find((one) => /json/i.test(one)) ?? types[0];
  if (type === undefined || type.includes('*')) return;
  mappings.add({
    field: 'headers.Accept',
    value: literal(type),
    type: 'str',
    active: true,
    record: 'headers',
    name: 'Accept',
  });
}
