import type { LastRun as Run } from '../../../queries/integration-views.js';
import type { RunStatus } from '../../../queries/run-filter.js';
import { Badge } from '../../parts/badge.js';
import { Moment } from '../../parts/moment.js';

const KINDS = { success: 'good', failure: 'bad', running: 'busy' } as const satisfies Record<RunStatus, string>;

/** How the newest run of an integration went, with the way to all of it. */
export const LastRun = ({ run }: { run: Run | undefined }) =>
  run ? (
    <span class="last-run">
      <a href={`/runs/${run.id}`}>
        <Badge kind={KINDS[run.status]}>{run.status}</Badge>
      </a>{' '}
      <Moment at={run.started_at} />
    </span>
  ) : (
    <span class="none">none yet</span>
  );
