import { Badge } from '../../parts/badge.js';

const RIGHTS = ['read', 'write', 'execute', 'debug'] as const;

/** What the visitor may do with an integration. */
export const Rights = ({ granted }: { granted: ReadonlySet<string> }) => (
  <ul class="tags rights">
    {RIGHTS.filter((right) => granted.has(right)).map((right) => (
      <li key={right}>
        <Badge kind="plain">{right}</Badge>
      </li>
    ))}
  </ul>
);
