import { allRights, type Rights } from '../../../queries/permissions.js';
import { Badge } from '../../parts/badge.js';

export const RightsBadges = ({ rights }: { rights: Rights }) => (
  <ul class="tags rights">
    {allRights
      .filter((right) => rights[right])
      .map((right) => (
        <li key={right}>
          <Badge kind="plain">{right}</Badge>
        </li>
      ))}
  </ul>
);
