import type { ScheduleRow } from '../../../queries/schedules.js';
import { Badge } from '../../parts/badge.js';

/** Whether it runs, and whether it did the last time. */
export const ScheduleState = ({ schedule: { active, problem } }: { schedule: ScheduleRow }) => {
  if (!active) return <Badge kind="plain">switched off</Badge>;
  return problem ? <Badge kind="bad">did not run</Badge> : <Badge kind="good">on</Badge>;
};
