import type { RunStatus } from '../../../queries/run-filter.js';
import { Badge } from '../../parts/badge.js';

const SHOWN = {
  success: { kind: 'good', word: 'succeeded' },
  failure: { kind: 'bad', word: 'failed' },
  queued: { kind: 'plain', word: 'queued' },
  running: { kind: 'busy', word: 'running' },
} as const;

/** How a run went, in a word. */
export const RunStatusBadge = ({ status }: { status: RunStatus }) => (
  <Badge kind={SHOWN[status].kind}>{SHOWN[status].word}</Badge>
);
