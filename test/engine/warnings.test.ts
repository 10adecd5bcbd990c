import { deepEqual } from 'node:assert/strict';
import { warningsOf } from '../../src/engine/warnings.js';
import type { ComponentRow } from '../../src/queries/component-row.js';
import type { Structure } from '../../src/queries/structure.js';

const structure = (components: object, facts: Partial<Structure> = {}): Structure => ({
  id: 1,
  path_name: 'Loan Booking',
  active: true,
  last_saved: '2026-11-22T09:30:00.000Z',
  components,
  mapped: new Set([1, 2, 3]),
  mcpTool: null,
  valueMappingSets: new Set([1]),
  boundSystems: new Set(['HTTP']),
  customSystems: new Set(['ACCT_LOOKUP']),
  boundModules: new Set(['pricing']),
  ...facts,
});

const request = (row: Partial<ComponentRow<'servicerequest'>>) => ({
  active: true,
  system: 'ECHO',
  sequence: 10,
  ...row,
});
const rule = (row: Partial<ComponentRow<'validationrule'>>) => ({
  id: 1,
  active: true,
  sequence: 10,
  type: 'INPUT',
  ...row,
});

const cases: [string, { given: Structure; want: string[] }][] = [
  ['nothing', { given: structure({}), want: [] }],
  [
    'a sound integration',
    {
      given: structure({
        integration: [{ id: 1, config: {}, before_hook: 'keep({ a: 1 })' }],
        servicerequest: [
          request({ id: 1, formula_variable: 'a' }),
          request({ id: 2, formula_variable: 'b', sequence: 20 }),
          request({ id: 3, parent_servicerequest_id: 1 }),
        ],
        validationrule: [rule({ valuemappingset_id: 1 }), rule({ id: 2, type: 'REQUEST', servicerequest_id: 1 })],
      }),
      want: [],
    },
  ],
  [
    'shared modules that are not bound',
    {
      given: structure({
        integration: [
          { id: 1, config: {}, before_hook: "import_module('pricing'); import_module(other()); import_module()" },
        ],
        valuemapping: [{ id: 1, from_value: "import_module('none')" }],
        fieldmapping: [
          { id: 2, field: 'a', value: "import_module('none').a + import_module('none').b", sequence: 1 },
          { id: 3, field: 'b', value: 'import_module(`none`)', sequence: 2, include_if: "// import_module('none')\n1" },
        ],
      }),
      want: [
        'unbound_shared_module fieldmapping 2 value: value of the field mapping a imports the shared module "none", which is not bound to the integration, or does not exist. Whoever may use shared modules binds it, as a gateway.SharedModuleBinding with django_admin.',
      ],
    },
  ],
  [
    'an integration without configuration',
    {
      given: structure({ integration: [{ id: 1 }] }),
      want: [
        'missing_config integration 1: The integration has no configuration, so it cannot run. Write its config to give it one.',
      ],
    },
  ],
  [
    'service requests without field mappings',
    {
      given: structure(
        { servicerequest: [request({ id: 1, formula_variable: 'get' }), request({ id: 2, sequence: 20 })] },
        { mapped: new Set([2]) },
      ),
      want: [
        'no_field_mappings servicerequest 1: The service request get has no field mappings, so it sends an empty payload.',
      ],
    },
  ],
  [
    'systems that cannot be reached',
    {
      given: structure(
        {
          servicerequest: [
            request({ id: 1, system: 'HTTP', formula_variable: 'get' }),
            request({ id: 2, system: 'HTTPS', sequence: 20 }),
            request({ id: 3, system: 'CALLINT', sequence: 30 }),
            request({ id: 1, system: 'MOCKCORE', active: false }),
            request({ id: 4, system: 'ACCT_LOOKUP', sequence: 40 }),
          ],
        },
        { boundSystems: new Set() },
      ),
      want: [
        'no_field_mappings servicerequest 4: The service request 4 has no field mappings, so it sends an empty payload.',
        'no_adapter_bound servicerequest 1 system: No active adapter config for HTTP is bound to the integration, so the service request get will fail. Whoever may use adapter configs binds one: on its page, or as a gateway.AdapterConfigBinding with django_admin.',
        'unknown_system servicerequest 2 system: There is no system HTTPS, so the service request 2 will fail; there are HTTP, EMAIL_SMTP, ECHO, TRANSFORM, MOCKCORE, CALLINT, ACCT_LOOKUP.',
        'no_adapter_bound servicerequest 4 system: No active adapter config for ACCT_LOOKUP is bound to the integration, so the service request 4 will fail. Whoever may use adapter configs binds one: on its page, or as a gateway.AdapterConfigBinding with django_admin.',
      ],
    },
  ],
  [
    'formula variables and sequences that are there twice',
    {
      given: structure({
        servicerequest: [
          request({ id: 1, formula_variable: 'get' }),
          request({ id: 2, formula_variable: 'get' }),
          request({ id: 3, formula_variable: 'get', active: false }),
        ],
      }),
      want: [
        'duplicate_formula_variable servicerequest 2 formula_variable: Another service request has the formula variable get too; the later one hides the earlier.',
        'duplicate_sequence servicerequest 2 sequence: The service request get has sequence 10, as another one beside it; their order is undefined.',
      ],
    },
  ],
  [
    'sequences that are there twice, among siblings only',
    {
      given: structure({
        fieldmapping: [
          { id: 1, servicerequest_id: 1, sequence: 10, active: true, field: 'a' },
          { id: 2, servicerequest_id: 2, sequence: 10, active: true, field: 'b' },
          { id: 3, servicerequest_id: 2, sequence: 10, active: true, field: 'c' },
        ],
        mask: [
          { id: 1, type: 'INPUT', sequence: 10, field: 'x' },
          { id: 2, type: 'RESPONSE', sequence: 10, field: 'x' },
          { id: 3, type: 'INPUT', sequence: 10, field: 'y' },
        ],
      }),
      want: [
        'duplicate_sequence fieldmapping 3 sequence: The field mapping c has sequence 10, as another one beside it; their order is undefined.',
        'duplicate_sequence mask 3 sequence: The mask y has sequence 10, as another one beside it; their order is undefined.',
      ],
    },
  ],
  [
    'formulas that cannot be parsed, with their place, but no paths and fragments',
    {
      given: structure({
        integration: [{ id: 1, path_name: 'Loan', config: {}, finally_hook: 'a\nb c', swagger_request: 'x: {' }],
        fieldmapping: [{ id: 1, servicerequest_id: 1, sequence: 10, field: 'x[', value: '(' }],
      }),
      want: [
        'syntax_error integration 1 finally_hook: finally_hook of the integration Loan cannot be run: Unexpected token (line 2, column 3).',
        'syntax_error fieldmapping 1 value: value of the field mapping x[ cannot be run: Unexpected token (line 1, column 2).',
      ],
    },
  ],
  [
    'a value mapping set of another integration',
    {
      given: structure({
        fieldmapping: [{ id: 1, servicerequest_id: 1, sequence: 10, field: 'a', valuemappingset_id: 9 }],
        validationrule: [rule({ valuemappingset_id: 9, field: '_' })],
      }),
      want: [
        'foreign_value_mapping_set fieldmapping 1 valuemappingset_id: The field mapping a uses value mapping set 9 of another integration.',
        'foreign_value_mapping_set validationrule 1 valuemappingset_id: The validation rule _ uses value mapping set 9 of another integration.',
      ],
    },
  ],
  [
    'a rule that names no service request',
    {
      given: structure({ validationrule: [rule({ type: 'RESPONSE' })] }),
      want: [
        'rule_without_service_request validationrule 1 servicerequest_id: The validation rule 1 checks a RESPONSE but names no service request, so it never applies.',
      ],
    },
  ],
];

describe('warningsOf', () => {
  for (const [name, { given, want }] of cases) {
    it(`warns of ${name}`, async () => {
      const told = (await warningsOf(given)).map(({ code, component_type, component_id, field, message }) => {
        return `${[code, component_type, component_id, field].filter(Boolean).join(' ')}: ${message}`;
      });
      deepEqual(told, want);
    });
  }

  it('names a few of many custom adapters', async () => {
    const customSystems = new Set(Array.from({ length: 11 }, (_, at) => `S${at}`));
    const told = await warningsOf(structure({ servicerequest: [request({ id: 1, system: 'X' })] }, { customSystems }));
    deepEqual(
      told.map(({ message }) => /CALLINT, .*/.exec(message)?.[0]),
      ['CALLINT, S0, S1, S2, S3, S4, S5, S6, S7, S8, S9, ….'],
    );
  });

  it('stops checking formulas that take too long together, and says so', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => ({ ...request({}), id: at + 1, call_if: 'a b', sequence: at }));
    let now = 0;
    const told = await warningsOf(structure({ servicerequest: rows }), () => (now += 100));
    const codes = told.map(({ code }) => code);
    deepEqual(codes.filter((code) => code === 'syntax_error').length, 11);
    deepEqual(codes.at(-1), 'formulas_not_checked');
  });
});
