import type { Knex } from 'knex';

/** How many a bucket holds, and how many come back with each minute, evenly. */
export interface BucketSize {
  readonly most: number;
  readonly perMinute: number;
}

export interface Taken {
  /** As many as were wanted, or fewer when the bucket held no more. */
  readonly taken: number;
  /** What is left then; a fraction is one that is coming back. */
  readonly left: number;
}

/** Buckets out of which all gateways on one PostgreSQL take, by its clock. */
export interface RateBucketQueries {
  take(key: string, wanted: number, size: BucketSize): Promise<Taken>;
  /** Puts back what was taken, and not used. */
  giveBack(key: string, count: number, size: BucketSize): Promise<void>;
  /** Deletes the buckets that are full, which are as good as none, and says how many they were. */
  sweep(): Promise<number>;
}

/** PostgreSQL would take a number of which it knows nothing for a text. */
const [WANTED, MOST, RATE, COUNT] = ['wanted', 'most', 'rate', 'count'].map((name) => `cast(:${name} as float8)`);

/** How many seconds a bucket lacks of being full. A bucket is nothing but the time at which it is full again. */
const LACKING = 'extract(epoch from greatest(bucket.full_at, now()) - now())';

const LEFT = `${MOST} - ${LACKING} * ${RATE}`;

/** As many as are there, whatever a time of whole microseconds has lost of them. */
const TAKEN = `cast(greatest(0, least(${WANTED}, floor(${LEFT} + 0.001))) as integer)`;

const TAKE = `
  insert into rate_buckets as bucket (key, full_at, taken)
  values (:key, now() + make_interval(secs => least(${WANTED}, ${MOST}) / ${RATE}), least(${WANTED}, ${MOST}))
  on conflict (key) do update
    set full_at = greatest(bucket.full_at, now()) + make_interval(secs => ${TAKEN} / ${RATE}), taken = ${TAKEN}
  returning taken, ${LEFT} as left_over`;

const GIVE_BACK = `
  update rate_buckets set full_at = full_at - make_interval(secs => ${COUNT} / ${RATE}) where key = :key`;

export function rateBucketQueries(db: Knex): RateBucketQueries {
  return {
    async take(key, wanted, { most, perMinute }) {
      const values = { key, wanted, most, rate: perMinute / 60 };
      const { rows } = await db.raw(TAKE, values);
      return { taken: rows[0].taken, left: Math.max(0, rows[0].left_over) };
    },
    async giveBack(key, count, { perMinute }) {
      await db.raw(GIVE_BACK, { key, count, rate: perMinute / 60 });
    },
    sweep: () => db('rate_buckets').where('full_at', '<=', db.raw('now()')).delete(),
  };
}
