import { Tags } from '../../parts/tags.js';

const RIGHTS = ['read', 'write', 'execute', 'debug'] as const;

/** What the visitor may do with an integration. */
export const Rights = ({ granted }: { granted: ReadonlySet<string> }) => (
  <Tags names={RIGHTS.filter((right) => granted.has(right))} />
);
