import assert from 'node:assert/strict';
import type { FileMapping } from '../../../src/buildhelper/catalogue-file.js';
import { type ImportedDocument, importDocument } from '../../../src/buildhelper/openapi/import-document.js';
import { type ImportLimits, importLimits } from '../../../src/buildhelper/openapi/limits.js';
import type { Node } from '../../../src/buildhelper/openapi/node.js';

const FREE = { adapter: 100_000, service: 100_000, set: 100_000 };
const TEXT = { type: 'string' };

const documentOf = (paths: unknown, more: Node = {}): Node => ({
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  paths,
  ...more,
});
const read = (document: Node, limits: Partial<ImportLimits> = {}): ImportedDocument =>
  importDocument(document, { free: FREE, limits: { ...importLimits, ...limits } });
const mappingsOf = (imported: ImportedDocument): readonly FileMapping[] =>
  imported.content.services[0]?.field_mapping_sets[0]?.field_mappings ?? [];

/** The import of one operation: its field mappings by field, and what could not be expressed. */
function one(operation: Node, more: Node = {}): { fields: Record<string, FileMapping>; unexpressed: string[] } {
  const imported = read(documentOf({ '/x': { post: operation } }, more));
  return {
    fields: Object.fromEntries(mappingsOf(imported).map((mapping) => [mapping.field, mapping])),
    unexpressed: imported.unexpressed.map(({ kind, place, what }) => `${kind}: ${what} (${place})`),
  };
}
const withBody = (schema: unknown, more: Node = {}, required = true) =>
  one({ requestBody: { required, content: { 'application/json': { schema } } } }, more);

describe('importing an OpenAPI document', () => {
  it('names what it imports as the document does', () => {
    const operation = {
      summary: 'List  all\n',
      operationId: 'users/listAll',
      tags: ['users'],
      description: 'All.',
      deprecated: true,
    };
    const servers = [
      {
        url: 'http://{where}.example.com:8080/api/{v}/',
        variables: { where: { default: 'eu' }, v: { default: 'v2' } },
      },
    ];
    const { content } = read(documentOf({ '/users': { get: operation, delete: {} } }, { servers }));
    const [first, second] = content.services;
    assert.deepEqual(content.adapter, {
      id: 100_000,
      name: 'T',
      system: 'HTTP',
      description:
        'From the OpenAPI document "T", version 1. Its adapter configuration: host=eu.example.com port=8080 tls=false.',
    });
    assert.deepEqual(
      [first?.name, first?.subtitle, first?.description],
      ['List all', 'GET /users · users', 'All.\nDeprecated.'],
    );
    assert.deepEqual(first?.field_mapping_sets[0], {
      id: 100_000,
      label: 'GET /users',
      summary: 'List all',
      formula_variable: 'users_list_all',
      field_mappings: [
        { field: 'method', value: '"GET"', value_type: 'str', required: true },
        { field: 'url_path', value: '"/api/v2/users"', value_type: 'str', required: true, target_record_type: 'path' },
      ],
    });
    assert.deepEqual(
      [second?.name, second?.field_mapping_sets[0]?.formula_variable],
      ['DELETE /users', 'delete_users'],
    );
  });

  it('takes an operation’s own parameter before its path’s', () => {
    const parameters = [{ $ref: '#/components/parameters/P' }, { in: 'query', name: 'q', schema: TEXT }];
    const document = documentOf(
      {
        '/x': {
          parameters,
          get: { parameters: [{ in: 'query', name: 'q', required: true, schema: { type: 'integer' } }] },
        },
      },
      { components: { parameters: { P: { in: 'header', name: 'X-P', schema: TEXT } } } },
    );
    assert.deepEqual(
      mappingsOf(read(document)).map(({ field, value_type, required }) => [field, value_type, required]),
      [
        ['method', 'str', true],
        ['url_path', 'str', true],
        ["headers['X-P']", 'str', undefined],
        ['params.q', 'int', true],
      ],
    );
  });

  it('takes what is required, fixed or has a default for what it is, and examples for notes', () => {
    const properties = {
      given: { type: 'string', description: 'A name', maxLength: 5, example: 'Ada' },
      fixed: { enum: ['a'] },
      usual: { type: 'integer', default: 5 },
      free: { type: ['number', 'null'] },
      shown: { type: 'string', readOnly: true },
    };
    const { fields } = withBody({ type: 'object', required: ['given', 'fixed', 'usual', 'shown'], properties });
    assert.deepEqual(fields['body.given'], {
      field: 'body.given',
      value: 'input.payload?.given',
      value_type: 'str',
      required: true,
      target_record_type: 'body',
      target_field_name: 'given',
      notes: 'A name. At most 5 characters. Example: Ada.',
    });
    assert.equal(fields['body.fixed']?.value, '"a"');
    assert.equal(fields['body.usual']?.value, 'input.payload?.usual ?? 5');
    assert.deepEqual(
      [fields['body.free']?.required, fields['body.free']?.nullable, fields['body.free']?.value_type],
      [undefined, true, 'float'],
    );
    assert.equal(fields['body.shown'], undefined);
    assert.equal(fields.body?.value, 'JSON.stringify($variable.request.payload.body ?? {})');
  });

  it('cuts notes and descriptions that are too long', () => {
    const description = 'x'.repeat(2_000);
    const document = documentOf({
      '/x': { get: { description, parameters: [{ in: 'query', name: 'q', description }] } },
    });
    const imported = read(document);
    assert.equal(mappingsOf(imported).at(-1)?.notes?.length, importLimits.note);
    assert.equal(imported.content.services[0]?.description?.length, importLimits.description);
  });

  it('joins allOf, and follows references with what stands beside them', () => {
    const schemas = {
      Base: { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, kind: TEXT } },
      Pet: {
        allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { kind: { const: 'pet' } }, required: ['kind'] }],
      },
    };
    const { fields } = withBody(
      { $ref: '#/components/schemas/Pet', required: ['name'], properties: { name: TEXT } },
      { components: { schemas } },
    );
    assert.deepEqual(
      ['body.id', 'body.kind', 'body.name'].map((field) => fields[field]?.required),
      [true, true, true],
    );
  });

  it('leaves a value as it is that may be of several simple types', () => {
    const properties = {
      a: { oneOf: [TEXT, { type: 'integer' }] },
      b: { anyOf: [{ type: 'string', pattern: '^x' }, { type: 'string', enum: ['y', 'z'] }, { type: 'null' }] },
      c: { type: ['string', 'integer'] },
    };
    const { fields } = withBody({ type: 'object', properties });
    assert.deepEqual(
      ['a', 'b', 'c'].map((name) => fields[`body.${name}`]?.value_type),
      [undefined, 'str', undefined],
    );
    assert.equal(fields['body.b']?.notes, 'Pattern: `^x`. One of: y, z.');
    assert.equal(fields['body.b']?.nullable, true);
  });

  it('takes a body for required that the document says nothing of', () => {
    const schema = { type: 'object', required: ['a'], properties: { a: TEXT } };
    const content = { 'application/json': { schema } };
    assert.equal(one({ requestBody: { content } }).fields['body.a']?.required, true);
    const optional = one({ requestBody: { required: false, content } }).fields;
    assert.equal(optional['body.a']?.required, undefined);
    assert.deepEqual([optional.body?.active, optional.body?.nullable], [true, true]);
  });

  it('leaves the values of keys and tokens empty', () => {
    const securitySchemes = {
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      query: { type: 'apiKey', in: 'query', name: 'key' },
      bearer: { type: 'http', scheme: 'bearer' },
      basic: { type: 'http', scheme: 'basic' },
      digest: { type: 'http', scheme: 'digest' },
    };
    const more = { components: { securitySchemes }, security: [{ key: [], query: [] }] };
    const { fields } = one({}, more);
    assert.deepEqual([fields["headers['X-Key']"]?.value, fields["headers['X-Key']"]?.required], [null, true]);
    assert.deepEqual([fields['params.key']?.value, fields['params.key']?.required], [null, true]);
    assert.equal(
      one({ security: [{ bearer: ['read'] }, {}] }, more).fields['headers.Authorization']?.required,
      undefined,
    );
    assert.deepEqual(Object.keys(one({ security: [] }, more).fields), ['method', 'url_path']);
    assert.deepEqual(Object.keys(one({ security: [{ basic: [] }] }, more).fields), ['method', 'url_path']);
    assert.match(
      one({ security: [{ digest: [] }] }, more).unexpressed.join(),
      /security: digest: the HTTP adapter cannot sign in with http digest/,
    );
  });

  const cases: [string, { given: () => string[]; want: string[] }][] = [
    [
      'alternatives',
      {
        given: () => withBody({ type: 'object', properties: { a: { oneOf: [TEXT, { type: 'object' }] } } }).unexpressed,
        want: [
          'alternative: only the first of 2 alternatives was taken (#/paths/~1x/post/requestBody/content/application~1json/schema/properties/a/oneOf)',
        ],
      },
    ],
    ['simple alternatives', { given: () => withBody({ anyOf: [TEXT, { type: 'integer' }] }).unexpressed, want: [] }],
    ['an alternative to null', { given: () => withBody({ anyOf: [TEXT, { type: 'null' }] }).unexpressed, want: [] }],
    [
      'recursion',
      {
        given: () =>
          withBody(
            { $ref: '#/components/schemas/A' },
            {
              components: {
                schemas: { A: { type: 'object', properties: { a: { $ref: '#/components/schemas/A' }, b: TEXT } } },
              },
            },
          ).unexpressed,
        want: [
          'recursion: the schema holds itself; the value is one field mapping from there on (#/components/schemas/A/properties/a)',
        ],
      },
    ],
    [
      'a schema that is a part of itself',
      {
        given: () =>
          withBody(
            { $ref: '#/components/schemas/A' },
            { components: { schemas: { A: { allOf: [{ $ref: '#/components/schemas/A' }] } } } },
          ).unexpressed,
        want: ['recursion: the schema is a part of itself (#/components/schemas/A/allOf/0)'],
      },
    ],
    [
      'references that lead nowhere',
      {
        given: () =>
          one({
            parameters: [
              { $ref: 'other.yaml#/a' },
              { in: 'query', name: 'a', schema: { $ref: '#/components/schemas/None' } },
            ],
          }).unexpressed,
        want: [
          'reference: points out of the document, or to an anchor: other.yaml#/a (#/paths/~1x/post/parameters/0)',
          'parameter: it has no name, or no place that is known (#/paths/~1x/post/parameters/0)',
          'reference: points to nothing: #/components/schemas/None (#/paths/~1x/post/parameters/1/schema)',
        ],
      },
    ],
    [
      'references in a circle',
      {
        given: () => withBody({ $ref: '#/a' }, { a: { $ref: '#/b' }, b: { $ref: '#/a' } }).unexpressed,
        want: ['reference: leads in a circle, or too far: #/a (#/b)'],
      },
    ],
    [
      'other content types',
      {
        given: () => one({ requestBody: { content: { 'application/xml': {}, 'application/json': {} } } }).unexpressed,
        want: [
          'request body: only application/json was taken, not application/xml (#/paths/~1x/post/requestBody/content)',
        ],
      },
    ],
    [
      'headers that the adapter decides',
      {
        given: () =>
          one({
            parameters: [
              { in: 'header', name: 'Host', schema: TEXT },
              { in: 'header', name: 'Accept' },
            ],
          }).unexpressed,
        want: ['parameter: the HTTP adapter decides the header Host itself (#/paths/~1x/post/parameters/0)'],
      },
    ],
    [
      'methods and paths that cannot be called',
      {
        given: () => {
          const paths = { '/a': { trace: {} }, '/b#c': { get: {} }, d: { get: {} }, '/e': { get: {} } };
          const { unexpressed, operations } = read(documentOf(paths));
          assert.deepEqual(operations, { found: 4, imported: 1 });
          return unexpressed.map(({ kind, what }) => `${kind}: ${what}`);
        },
        want: [
          'operation left out: the HTTP adapter has no method TRACE',
          'operation left out: GET /b#c: the path holds # or \\, or begins with //',
          'operation left out: GET d: the path does not begin with /',
        ],
      },
    ],
    [
      'callbacks and webhooks',
      {
        given: () => one({ callbacks: { done: {} } }, { webhooks: { made: {} } }).unexpressed,
        want: [
          'callback or webhook: POST /x calls back: done (#/paths/~1x/post/callbacks/done)',
          'callback or webhook: the webhook made is called by the system (#/webhooks/made)',
        ],
      },
    ],
    [
      'names that no path can say',
      {
        given: () =>
          withBody({ type: 'object', properties: { 'a\\b': TEXT, '\'"': TEXT, 'it.s [x]': TEXT } }).unexpressed,
        want: [
          'schema: no path can name the field a\\b (#/paths/~1x/post)',
          'schema: no path can name the field \'" (#/paths/~1x/post)',
        ],
      },
    ],
  ];
  for (const [name, { given, want }] of cases) {
    it(`reports ${name}`, () => assert.deepEqual(given(), want));
  }

  it('gives what was there before its ids, and new ones to the rest', () => {
    const before = read(documentOf({ '/a': { get: {} }, '/b': { get: {} } })).content;
    const document = documentOf({ '/c': { get: {} }, '/b': { get: {} } });
    const { content } = importDocument(document, { free: { adapter: 7, service: 7, set: 7 }, before });
    assert.equal(content.adapter.id, before.adapter.id);
    assert.deepEqual(
      content.services.map(({ id, field_mapping_sets }) => [id, field_mapping_sets[0]?.id]),
      [
        [100_002, 100_002],
        [100_001, 100_001],
      ],
    );
  });
});
