import { writeSync } from 'node:fs';
import { openDatabase } from '../../src/database/connection.js';
import { createQueries } from '../../src/queries/queries.js';

/*
 * Run by kill.test.ts, which kills it: writes integrations for ever, each one made and then changed five times, and says
 * `name round` of every write that was acknowledged. A round is written into all parts alike, so that half of one would show.
 */
const [url = '', run] = process.argv.slice(2);
const { components } = createQueries(openDatabase({ url }));

const parts = [0, 1, 2];
const signal = new AbortController().signal;

for (let count = 0; ; count++) {
  const name = `${run}-${count}`;
  let ids: { request: number; mappings: number[] } | null = null;
  let integrationId: number | null = null;
  for (let round = 0; round < 6; round++) {
    const known = ids;
    const written = await components.write(
      {
        integration: { description: String(round), tags: [`round ${round}`] },
        servicerequests: [
          {
            ...(known && { id: known.request }),
            system: 'ECHO',
            notes: String(round),
            fieldmappings: parts.map((part) => ({
              ...(known && { id: known.mappings[part] as number }),
              field: `field${part}`,
              value: String(round),
              tags: [`round ${round}`],
            })),
          },
        ],
      },
      { integrationId, name, userId: 1, now: new Date(), signal },
    );
    if (written.outcome === 'conflict') throw new Error('conflict');
    writeSync(1, `${name} ${round}\n`);
    integrationId = written.structure.id;
    ids ??= {
      request: written.changes.servicerequest?.created[0]?.id as number,
      mappings: (written.changes.fieldmapping?.created ?? []).map(({ id }) => id),
    };
  }
}
