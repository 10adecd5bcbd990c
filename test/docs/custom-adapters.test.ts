import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { messageTypes } from '../../src/adapters/adapter.js';
import { urlRequestLimits } from '../../src/adapters/url-request.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { TRIAL_SECONDS } from '../../src/engine/adapter-trial.js';
import { configFieldTypes, schemaLimits } from '../../src/engine/config-schema.js';
import { valueLimits } from '../../src/engine/config-value.js';
import { valuesLimits } from '../../src/engine/config-values.js';
import { customAdapterLimits } from '../../src/engine/custom-adapters.js';
import { customConfigLimits } from '../../src/engine/custom-configs.js';
import { validationLimits } from '../../src/engine/custom-validations.js';
import { freshDatabase } from '../database/harness.js';
import { customAdapter } from '../engine/custom-adapter-scene.js';
import { runningOn } from '../engine/running.js';
import { blocksOf, sectionOf } from './blocks.js';

const page = readFileSync('docs/custom-adapters.md', 'utf8');

describe('docs: custom-adapters.md', () => {
  it('the examples do what they say', async function examples() {
    this.timeout(30_000);
    const fresh = await freshDatabase.SQLite();
    const db = await openDatabase({ url: fresh.url });
    await migrate(db);
    const world = await runningOn(db);
    const blocks = blocksOf(page).filter(({ language }) => language === 'js');
    const tried = blocks.flatMap(({ text }, at) => {
      const example = blocks[at + 1]?.text ?? '';
      return text.startsWith('class') && example.includes('// => ') ? [{ code: text, example }] : [];
    });
    assert.equal(tried.length, 1);
    for (const { code, example } of tried) {
      const { system, bind } = await customAdapter(world, { code });
      for (const line of example.trim().split('\n')) {
        const [call = '', result] = line.split(' // => ');
        const hook = `output.payload = ${call.replace(/'[A-Z]+'/, `'${system}'`)}`;
        const id = await world.make({ integration: { before_hook: hook } });
        await bind(id);
        const { output } = await world.execute(id);
        assert.deepEqual(output.payload, new Function(`return (${result})`)(), line);
      }
    }
    await world.stop();
    await db.destroy();
    await fresh.remove();
  });

  it('names every type of a field, every type of a message, and every option of http', () => {
    for (const type of [...configFieldTypes, ...messageTypes]) assert.ok(page.includes(`\`${type}\``), type);
    const { timeoutSeconds, mostTimeoutSeconds } = urlRequestLimits;
    assert.ok(page.includes(`${timeoutSeconds}, if not given; ${mostTimeoutSeconds} at the most`));
  });

  it('names the limits', () => {
    const limits = sectionOf(page, 'Limits');
    const MB = 1024 ** 2;
    for (const row of [
      `custom adapters | ${customAdapterLimits.adapters} |`,
      `characters of code | ${customAdapterLimits.code.toLocaleString('en')} |`,
      `characters of a description | ${customAdapterLimits.description.toLocaleString('en')} |`,
      `characters of a field's name | ${schemaLimits.fields}, ${schemaLimits.name} |`,
      `configurations of an adapter | ${customConfigLimits.configs} |`,
      `not encrypted, as JSON | ${valuesLimits.plain / 1024} KB |`,
      `encrypted values and files of a configuration, as JSON | ${valuesLimits.sealed / MB} MB |`,
      `a file, decoded | ${valueLimits.file / MB} MB |`,
      `validated at once | ${validationLimits.at_once} |`,
      `one validation | ${TRIAL_SECONDS} seconds |`,
    ])
      assert.ok(limits.includes(row), row);
  });
});
