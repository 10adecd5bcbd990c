import type { LastRun as Run } from '../../../queries/integration-views.js';
import { Moment } from '../../parts/moment.js';
import { RunStatusBadge } from '../runs/run-status-badge.js';

/** How the newest run of an integration went, with the way to all of it. */
export const LastRun = ({ run }: { run: Run | undefined }) =>
  run ? (
    <>
      <a href={`/runs/${run.id}`}>
        <RunStatusBadge status={run.status} />
      </a>{' '}
      <Moment at={run.started_at} />
    </>
  ) : (
    <span class="none">none yet</span>
  );
