import assert from 'node:assert/strict';
import { camelCase, kebabCase, pascalCase } from '../../../codegen/emit/name.js';

const tests: [name: string, pascal: string, camel: string, kebab: string][] = [
  ['list_integrations', 'ListIntegrations', 'listIntegrations', 'list-integrations'],
  ['list-files', 'ListFiles', 'listFiles', 'list-files'],
  ['getUserName', 'GetUserName', 'getUserName', 'get-user-name'],
  ['HTTP', 'Http', 'http', 'http'],
  ['2fa', '_2fa', '_2fa', '2fa'],
  ['delete', 'Delete', 'delete_', 'delete'],
  ['schemas', 'Schemas', 'schemas_', 'schemas'],
  ['_a__b_', 'AB', 'aB', 'a-b'],
  ['json_schema_2020_12_tool', 'JsonSchema202012Tool', 'jsonSchema202012Tool', 'json-schema-2020-12-tool'],
];

describe('codegen: names', () => {
  for (const [name, pascal, camel, kebab] of tests) {
    it(name, () => assert.deepEqual([pascalCase(name), camelCase(name), kebabCase(name)], [pascal, camel, kebab]));
  }
});
