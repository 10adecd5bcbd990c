import type { Span } from '../catalog/position.js';
import type { Difference } from '../output/difference.js';
import type { Written } from '../output/writing.js';

/** What a run found out; each format prints the same. */
export type Report =
  | { readonly status: 'invalid'; readonly catalog: string; readonly problems: readonly Span[] }
  | {
      readonly status: 'stale';
      readonly catalog: string;
      readonly stale: readonly StaleFile[];
      readonly command: string;
    }
  | { readonly status: 'current'; readonly catalog: string; readonly files: number }
  | {
      readonly status: 'written';
      readonly catalog: string;
      readonly files: number;
      readonly written: readonly Written[];
    };

export interface StaleFile {
  readonly path: string;
  readonly state: Difference['state'];
  readonly diff: string;
}

/** The exit code that a report calls for. */
export function exitCode({ status }: Report): number {
  if (status === 'invalid') return 2;
  return status === 'stale' ? 1 : 0;
}
