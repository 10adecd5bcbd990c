import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { WriteIntegrationInput } from '../../generated/tools/write-integration.js';
import type { Queries } from '../queries/queries.js';

/**
 * Writes the integrations of a folder into a database that has none, as if their owner had called write_integration. Returns
 * how many they are.
 */
export async function loadExamples(queries: Queries, dir: string, userId: number, now: Date): Promise<number> {
  if ((await queries.integrations.count()) > 0) return 0;
  const examples = await readExamples(dir);
  for (const { integration_name, create_if_missing: _, last_saved: __, ...request } of examples) {
    const { signal } = new AbortController();
    await queries.components.write(request, { integrationId: null, name: integration_name, userId, now, signal });
  }
  return examples.length;
}

/** The examples, each of them the arguments of one write_integration call. */
async function readExamples(dir: string): Promise<WriteIntegrationInput[]> {
  const files = (await readdir(dir)).filter((file) => file.endsWith('.yaml')).toSorted();
  return Promise.all(
    files.map(async (file) => WriteIntegrationInput.parse(parse(await readFile(join(dir, file), 'utf8')))),
  );
}
