import type { Knex } from 'knex';

export interface KeyCheckQueries {
  /** The text that is there; the one that is given, if there was none. */
  textOr(sealed: string): Promise<string>;
}

export function keyCheckQueries(db: Knex): KeyCheckQueries {
  const there = async (): Promise<string | undefined> => (await db('key_check').first('sealed_text'))?.sealed_text;
  return {
    async textOr(sealed) {
      const known = await there();
      if (known !== undefined) return known;
      await db('key_check').insert({ id: 1, sealed_text: sealed }).onConflict('id').ignore();
      // Of two processes that come at once, one was first.
      return (await there()) ?? sealed;
    },
  };
}
