import type { PlannedMask } from './plan.js';
import { RunFailure } from './run-failure.js';

/** What applying masks has come to. */
export interface Masked {
  readonly applied: readonly { readonly mask: number; readonly count: number }[];
  readonly hidden: readonly unknown[];
}

/** @throws RunFailure when a mask was applied fewer times than it must be (domain.md 3.6) */
export function checkApplied(masks: readonly PlannedMask[], applied: Masked['applied']): void {
  for (const { id, place, atLeast } of masks) {
    const count = applied.find(({ mask }) => mask === id)?.count ?? 0;
    if (count >= atLeast) continue;
    const times = `${count} ${count === 1 ? 'time' : 'times'}, and must be ${atLeast}`;
    throw new RunFailure('mask_not_applied', `The ${place.title} was applied ${times}.`, place, undefined, true);
  }
}
