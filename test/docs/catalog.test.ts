import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { catalogShape } from '../../codegen/catalog/shape.js';
import { printerHere } from '../../codegen/emit/printer.js';
import { generate } from '../../codegen/generation.js';
import { textReport } from '../../codegen/report/text.js';
import { OPTIONS } from '../codegen/golden.js';
import { blocksOf } from './blocks.js';

const PAGE = readFileSync('docs/catalog.md', 'utf8');

const error = { means: 'It went wrong.', hint: 'Try again.' };

/** A catalog to which each example is added: it has what they refer to. */
const BASE = parse(readFileSync('test/codegen/cases/nothing/tools.yaml', 'utf8'));
BASE.levels = Object.fromEntries(['staff', 'run_history'].map((name) => [name, { means: 'may' }]));
for (const name of ['read', 'write', 'debug']) BASE.levels[name] = { means: 'may', per: 'integration' };
Object.assign(BASE.errors, { bad_pattern: error, insufficient_scope: error });
BASE.schemas = { IntegrationName: { type: 'string', minLength: 1 } };

/** One that an example of a tool, or an action of it, is put into. */
const TOOL = {
  title: 'Write',
  description: 'Writes.',
  permission: 'staff',
  input: { properties: { integration_name: { type: 'string' }, servicerequests: { type: 'array', items: {} } } },
};

/** The catalog in which an example stands as the page means it. */
function catalogWith(example: Record<string, unknown>): unknown {
  const { examples, files, errors, schemas, ...top } = example as Record<string, object | undefined>;
  return {
    ...BASE,
    ...top,
    errors: { ...BASE.errors, ...errors },
    schemas: { ...BASE.schemas, ...schemas },
    ...(examples && { tools: { write: { ...TOOL, examples } } }),
    ...(files && { tools: { files } }),
  };
}

describe('docs/catalog.md', () => {
  const examples = blocksOf(PAGE).filter(({ language }) => language === 'yaml');

  it('has examples', () => assert(examples.length >= 8));

  for (const { text, line } of examples) {
    it(`has an example at line ${line} that the generator takes`, async () => {
      const generation = await generate(stringify(catalogWith(parse(text))), OPTIONS, printerHere());
      assert('files' in generation, JSON.stringify(generation));
    });
  }

  it('shows how a mistake is reported', async () => {
    const right = '    permission: { level: read, of: integration_name }';
    const wrong = readFileSync('tools.yaml', 'utf8').replace(right, right.replace('read', 'raed'));
    const generation = await generate(wrong, OPTIONS, printerHere());
    assert('problems' in generation);
    const { problems } = generation;
    const printed = textReport({ status: 'invalid', catalog: 'tools.yaml', problems });
    // Where it stands differs each time that the catalog grows.
    const anywhere = (text: string) => text.replaceAll(/\d+/g, '0');
    const [, shown = ''] = /^```\n(tools\.yaml:[\s\S]*?)^```$/m.exec(PAGE) ?? [];
    assert(shown !== '' && anywhere(printed).startsWith(anywhere(shown)), printed);
  });

  it('names every key', () => {
    const shape = z.toJSONSchema(catalogShape()) as Schema;
    const { tools, resources, prompts } = shape.properties ?? {};
    const tool = tools?.additionalProperties;
    const resource = resources?.additionalProperties;
    for (const part of [shape, tool, resource, prompts?.additionalProperties, tool?.properties?.examples?.items]) {
      const keys = Object.keys(part?.properties ?? {});
      assert(keys.length > 2);
      for (const key of keys) assert.match(PAGE, new RegExp(`\`${key}[\`:]|^ *(?:- )?${key}:`, 'm'), key);
    }
  });
});

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
}
