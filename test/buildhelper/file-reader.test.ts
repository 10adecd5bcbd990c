import assert from 'node:assert/strict';
import { problemText } from '../../src/buildhelper/catalogue-problem.js';
import { readCatalogueFile } from '../../src/buildhelper/file-reader.js';

const ADAPTER = 'adapter: { id: 1, name: CRM, system: HTTP }\n';
const SET = '{ id: 1, label: x, field_mappings: [] }';
const json = (content: unknown) => JSON.stringify(content, null, 2);
const GOOD = { adapter: { id: 1, name: 'CRM', system: 'HTTP' }, services: [] };

const bad: [string, { given: string; as?: string; want: string[] }][] = [
  ['nothing', { given: '', want: ['x.yaml:1:1: the file: Invalid input: expected object, received null'] }],
  ['what is no YAML', { given: `${ADAPTER}services: [\n`, want: ['x.yaml:3:1: this is not YAML: '] }],
  [
    'a key twice',
    {
      given: `${ADAPTER}services: []\nservices: []\n`,
      want: ['x.yaml:3:1: this is not YAML: Map keys must be unique'],
    },
  ],
  [
    'an unknown key',
    {
      given: `${ADAPTER}services:\n  - id: 1\n    name: a\n    colour: red\n    field_mapping_sets: []\n`,
      want: ['x.yaml:5:5: services[0].colour: there is no such key'],
    },
  ],
  [
    'all mistakes at once',
    {
      given: `adapter:\n  id: 0\n  name: ''\n  system: a b\nservices:\n  - { id: x, name: a, field_mapping_sets: [${SET}] }\n`,
      want: [
        'x.yaml:2:3: adapter.id: Too small',
        'x.yaml:3:3: adapter.name: Too small',
        'x.yaml:4:3: adapter.system: must be what service requests name',
        'x.yaml:6:7: services[0].id: Invalid input',
      ],
    },
  ],
  [
    'an unknown value type',
    {
      given: `${ADAPTER}services:\n  - id: 1\n    name: a\n    field_mapping_sets:\n      - id: 1\n        label: x\n        field_mappings:\n          - { field: a, value: null, value_type: text }\n`,
      want: ['x.yaml:9:38: services[0].field_mapping_sets[0].field_mappings[0].value_type: Invalid option'],
    },
  ],
  [
    'an alias that grows',
    {
      given: `a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c]\n`,
      want: ['x.yaml:1:1: this YAML cannot be used: Excessive alias count'],
    },
  ],
  [
    'more aliases than anybody writes',
    {
      given: `a: &a x\nb: [${'*a,'.repeat(101)}]\n`,
      want: ['x.yaml:1:1: this YAML cannot be used: it has more than 100 aliases'],
    },
  ],
  [
    'more mistakes in a large file than it takes little to find',
    {
      given: JSON.stringify({
        adapter: { id: 1, name: 'a', system: 'A' },
        pad: 'x'.repeat(1024 * 1024),
        services: Array(9).fill(1),
      }),
      as: 'x.json',
      want: Array(5).fill('x.json:1:'),
    },
  ],
  [
    'YAML of one deep line',
    { given: '- '.repeat(20_000), want: ['x.yaml:1:1: this YAML cannot be used: it is nested'] },
  ],
  [
    'what is no JSON',
    { given: '{\n  "adapter": }', as: 'x.json', want: ['x.json:2:14: this is not JSON: a value is expected'] },
  ],
  [
    'mistakes in JSON',
    {
      given: json({
        ...GOOD,
        adapter: { ...GOOD.adapter, id: 1.5, 'a"b': 1 },
        services: [{ id: 1, name: 'a', field_mapping_sets: [5] }],
      }),
      as: 'x.json',
      want: [
        'x.json:3:11: adapter.id: Invalid input',
        'x.json:6:13: adapter.a"b: there is no such key',
        'x.json:13:9: services[0].field_mapping_sets[0]: Invalid input',
      ],
    },
  ],
  [
    'a key that is missing, at what lacks it',
    { given: json({ adapter: GOOD.adapter }), as: 'x.json', want: ['x.json:1:1: services: Invalid input'] },
  ],
];

describe('a file of the build helper', () => {
  for (const [name, { given, as = 'x.yaml', want }] of bad) {
    it(`tells of ${name}`, () => {
      const read = readCatalogueFile(as, given);
      assert(Array.isArray(read), 'it was read');
      const told = read.map(problemText);
      assert.equal(told.length, want.length, told.join('\n'));
      for (const [at, text] of want.entries()) assert.equal(told[at]?.slice(0, text.length), text);
    });
  }

  it('is read as YAML and as JSON', () => {
    for (const [file, text] of [
      ['x.yaml', `${ADAPTER}services: []`],
      ['x.json', json(GOOD)],
    ] as const) {
      const read = readCatalogueFile(file, text);
      assert('content' in read);
      assert.deepEqual(read.content, GOOD);
    }
  });

  it('tells so many problems at the most', () => {
    const services = Array.from({ length: 300 }, () => ({}));
    const read = readCatalogueFile('x.json', json({ ...GOOD, services }));
    assert.equal((read as unknown[]).length, 100);
  });
});
