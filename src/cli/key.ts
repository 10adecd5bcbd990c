import { Command } from 'commander';
import type { Config } from '../config.js';
import { loadKeyring, makeKey } from '../crypto/key-file.js';
import { type Keyring, SealError } from '../crypto/keyring.js';
import { type SealedPlace, sealedColumns } from '../crypto/sealed-columns.js';
import { rotateOAuthKeys } from '../oauth/keys.js';
import type { Queries } from '../queries/queries.js';
import { checkedKeyring } from './checked-keyring.js';
import { CommandError } from './command-error.js';
import { withDatabase } from './database.js';

const READ_AT_ONCE = 100;

export function keyCommand(config: () => Config): Command {
  const key = new Command('key').description('manage the keys that encrypt what is secret');

  key
    .command('new')
    .description('print a new key, alone, on standard output')
    .action(() => console.log(makeKey()));

  key
    .command('rotate')
    .description(
      'encrypt every secret anew with the newest key, the first of GATEWAY_ENCRYPTION_KEYS or of the key file',
    )
    .action(async () => {
      const { encryptionKeys: keys, keyFile: file } = config();
      const keyring = loadKeyring({ keys, file });
      const done = await withDatabase(config(), async (queries) => {
        const columns = [];
        for (const column of sealedColumns) columns.push(await rotate(column, keyring, queries));
        return columns;
      });
      for (const { name, sealed, current } of done) {
        console.log(`${name}: ${sealed} encrypted anew, ${current} had the newest key already`);
      }
      const lost = done.flatMap(({ name, lost }) => lost.map((why) => `${name} ${why}`));
      if (lost.length > 0) {
        throw new CommandError(
          `these could not be opened, and are as they were; keep the older keys: ${lost.join('; ')}`,
        );
      }
      console.log('older keys are no longer needed');
    });

  key
    .command('rotate-signing')
    .description('give the authorization server new keys, which a running gateway takes when it is started again')
    .action(async () => {
      await withDatabase(config(), async (queries) => {
        const keyring = await checkedKeyring(config(), queries);
        await rotateOAuthKeys({ queries, keyring, now: () => new Date() });
      });
      console.log('the authorization server has new keys; start the gateway again, and it uses them');
      console.log('what was signed with the keys before can be checked for a week');
    });

  return key;
}

async function rotate(column: SealedPlace, keyring: Keyring, { sealedColumns: queries }: Queries) {
  const result = { name: `${column.table}.${column.column}`, sealed: 0, current: 0, lost: [] as string[] };
  let last = 0;
  for (;;) {
    const texts = await queries.after(column, last, READ_AT_ONCE);
    for (const text of texts) {
      last = text.id;
      if (keyring.isCurrent(text.sealed)) {
        result.current++;
        continue;
      }
      try {
        const place = column.place(text.row);
        await queries.replace(column, text, keyring.seal(keyring.openBytes(text.sealed, place), place));
        result.sealed++;
      } catch (error) {
        if (!(error instanceof SealError)) throw error;
        result.lost.push(`${text.id}: ${error.message}`);
      }
    }
    if (texts.length < READ_AT_ONCE) return result;
  }
}
