import { allRights } from '../../../queries/permissions.js';
import { Tags } from '../../parts/tags.js';

/** What the visitor may do with an integration. */
export const Rights = ({ granted }: { granted: ReadonlySet<string> }) => (
  <Tags names={allRights.filter((right) => granted.has(right))} />
);
