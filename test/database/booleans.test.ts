import { deepEqual } from 'node:assert/strict';
import { booleanColumns, withBooleans } from '../../src/database/booleans.js';
import { onEachDatabase } from './harness.js';

describe('booleanColumns', () => {
  onEachDatabase((name, open) => {
    if (name === 'SQLite') return;

    it('are exactly the columns that PostgreSQL calls boolean', async () => {
      const db = await open();
      const columns = db('information_schema.columns')
        .where({ table_schema: 'public' })
        .distinct()
        .orderBy('column_name');
      deepEqual(
        await columns.clone().where({ data_type: 'boolean' }).pluck('column_name'),
        [...booleanColumns].toSorted(),
      );
      const others = await columns.whereNot({ data_type: 'boolean' }).pluck('column_name');
      deepEqual(
        others.filter((column: string) => booleanColumns.has(column)),
        [],
      );
    });
  });
});

const cases: [string, { given: unknown; want: unknown }][] = [
  ['rows', { given: [{ active: 1, id: 1 }, { active: 0 }], want: [{ active: true, id: 1 }, { active: false }] }],
  ['one row', { given: { read: 0, count: 1 }, want: { read: false, count: 1 } }],
  ['a number of changed rows', { given: 1, want: 1 }],
  ['ids', { given: [1, 0], want: [1, 0] }],
  ['nothing', { given: undefined, want: undefined }],
  ['no rows', { given: [], want: [] }],
  ['an empty value', { given: [{ active: null }], want: [{ active: null }] }],
];

describe('withBooleans', () => {
  for (const [name, { given, want }] of cases) {
    it(`takes ${name}`, () => deepEqual(withBooleans(given), want));
  }
});
