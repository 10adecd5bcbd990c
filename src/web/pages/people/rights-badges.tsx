import { allRights, type Rights } from '../../../queries/permissions.js';
import { Tags } from '../../parts/tags.js';

export const RightsBadges = ({ rights }: { rights: Rights }) => (
  <Tags names={allRights.filter((right) => rights[right])} />
);
