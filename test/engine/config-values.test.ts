import { deepEqual, equal } from 'node:assert/strict';
import type { ConfigSchema } from '../../src/engine/config-schema.js';
import { schemaLimits, schemaProblems } from '../../src/engine/config-schema.js';
import { checkConfigValues, splitConfigValues, valuesLimits } from '../../src/engine/config-values.js';

const schema: ConfigSchema = { base_url: 'string', api_key: 'encrypted_string', timeout: 'integer' };
const sound = { base_url: 'https://x.example', api_key: 's3cret', timeout: 30 };

const wrong: [string, { given: Record<string, unknown>; want: string[] }][] = [
  [
    'a field too many',
    { given: { ...sound, host: 'x' }, want: ['host: there is no such field; there are base_url, api_key, timeout'] },
  ],
  [
    'a field too few',
    { given: { base_url: 'x', api_key: 'y' }, want: ['timeout: is missing; it wants a whole number (integer)'] },
  ],
  ['null', { given: { ...sound, base_url: null }, want: ['base_url: is missing; it wants a text'] }],
  ['the wrong type', { given: { ...sound, timeout: 'soon' }, want: ['timeout: wants a whole number (integer)'] }],
  [
    'a secret of the wrong type, which is not repeated',
    { given: { ...sound, api_key: { key: 's3cret' } }, want: ['api_key: wants a text (encrypted_string)'] },
  ],
  [
    'more than there is room for',
    {
      given: { ...sound, base_url: 'x'.repeat(valuesLimits.plain) },
      want: [
        'the values have more than 16 KB together; what is larger goes into a field of the type encrypted_string or file',
      ],
    },
  ],
  [
    'more secrets than there is room for',
    {
      given: { ...sound, api_key: 'x'.repeat(valuesLimits.sealed) },
      want: ['the encrypted values and files have more than 3 MB together'],
    },
  ],
  [
    'a name from the prototype',
    {
      given: { ...sound, constructor: 1 },
      want: ['constructor: there is no such field; there are base_url, api_key, timeout'],
    },
  ],
];

describe('checkConfigValues', () => {
  it('makes of values what the schema wants, in its order', () => {
    const { values } = checkConfigValues(schema, { timeout: '30', api_key: 's3cret', base_url: 'https://x.example' });
    deepEqual(Object.entries(values ?? {}), Object.entries(sound));
    deepEqual(checkConfigValues({}, {}), { values: {}, problems: null });
  });

  for (const [name, { given, want }] of wrong) {
    it(`refuses ${name}`, () => deepEqual(checkConfigValues(schema, given), { values: null, problems: want }));
  }
});

describe('splitConfigValues', () => {
  it('tells what may be shown from what is sealed', () => {
    deepEqual(splitConfigValues(schema, sound), {
      plain: { base_url: 'https://x.example', timeout: 30 },
      sealed: { api_key: 's3cret' },
    });
  });
});

describe('schemaProblems', () => {
  const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, 'string']));
  const longest = 'x'.repeat(schemaLimits.name);
  const known = 'string, integer, float, boolean, array, object, encrypted_string, file';

  for (const good of [{}, schema, fields(schemaLimits.fields), { [longest]: 'file', _private: 'float' }]) {
    it(`finds nothing wrong with ${Object.keys(good).length} fields`, () => deepEqual(schemaProblems(good), []));
  }

  it('names what cannot be a field', () => {
    deepEqual(schemaProblems({ a: 'text', b: 'toString' }), [
      `a: has the type text; there are ${known}`,
      `b: has the type toString; there are ${known}`,
    ]);
    for (const name of ['', 'a-b', '1a', '__proto__', '__x', 'constructor ', `${longest}x`, 'ä']) {
      const [problem = ''] = schemaProblems(Object.fromEntries([[name, 'string']]));
      equal(problem.includes('is no name for a field'), true, name);
    }
    deepEqual(schemaProblems(fields(schemaLimits.fields + 1)), ['config_schema: has 51 fields; 50 are the most']);
  });
});
