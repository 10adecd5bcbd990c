import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { printerHere } from '../../codegen/emit/printer.js';
import { generate } from '../../codegen/generation.js';
import { mutated, mutations } from './agreement/mutation.js';
import { GoldenCase, OPTIONS } from './golden.js';

const RUNS = Number(process.env.ROBUSTNESS_RUNS ?? 100);

describe('codegen: whatever stands in a catalog', function () {
  this.timeout(600_000);
  const printer = printerHere();
  const cases = GoldenCase.all().filter(({ isError }) => !isError);

  /** It is turned into files, or its problems are told with their places; the generator itself never fails. */
  async function isAnswered(text: string): Promise<void> {
    const generation = await generate(text, OPTIONS, printer);
    if ('files' in generation) return assert.ok(generation.files.size > 0);
    assert.ok(generation.problems.length > 0);
    const lines = text.split('\n');
    for (const { line, column, length, message } of generation.problems) {
      assert.ok(message.length > 0 && length > 0);
      assert.ok(
        line <= lines.length && column <= (lines[line - 1] as string).length + 1,
        `${line}:${column} ${message}`,
      );
    }
  }

  it('values in the wrong places are told, not stumbled over', async () => {
    const texts = fc
      .tuple(fc.constantFrom(...cases), mutations)
      .map(([golden, list]) => JSON.stringify(mutated(parse(golden.text), list), null, 1));
    await fc.assert(fc.asyncProperty(texts, isAnswered), { numRuns: RUNS });
  });

  it('so are broken texts', async () => {
    const broken = fc
      .tuple(
        fc.constantFrom(...cases),
        fc.nat(),
        fc.nat(30),
        fc.constantFrom('', ' ', '\n', '\t', ':', '- ', '*a', '&a ', '[', '"', '#', '\0', '<<: '),
      )
      .map(([{ text }, at, length, piece]) => {
        const start = at % text.length;
        return text.slice(0, start) + piece + text.slice(start + length);
      });
    await fc.assert(fc.asyncProperty(broken, isAnswered), { numRuns: RUNS });
  });
});
