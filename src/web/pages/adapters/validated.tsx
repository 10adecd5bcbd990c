import { Badge } from '../../parts/badge.js';

/** Whether a configuration can be used, and what was found out when it was tried. */
export const Validated = ({ at, problem }: { at: string | null; problem: string | null }) => {
  if (at === null) return <Badge kind="plain">never tried</Badge>;
  return problem === null ? <Badge kind="good">passed</Badge> : <Badge kind="bad">failed</Badge>;
};
