import { kindOf, type UserRow } from '../../../queries/users.js';
import { Badge } from '../../parts/badge.js';

type Shown = Pick<UserRow, 'is_staff' | 'is_superuser' | 'is_service_account'>;

export const KindBadge = ({ user }: { user: Shown }) => (
  <Badge kind={user.is_superuser ? 'busy' : 'plain'}>{kindOf(user)}</Badge>
);

export const StateBadge = ({ active }: { active: boolean }) => (
  <Badge kind={active ? 'good' : 'bad'}>{active ? 'active' : 'deactivated'}</Badge>
);
