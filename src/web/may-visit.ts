import type { Who } from './route.js';
import type { Visit } from './visit.js';

/** Whether a visitor may be on a page for these people. Whether anybody is signed in at all was asked before. */
export function mayVisit({ visitor, permissions }: Pick<Visit, 'visitor' | 'permissions'>, who: Who): boolean {
  if (who === 'anyone' || who === 'user') return true;
  if (!visitor) return false;
  if (visitor.superuser) return true;
  if (who === 'staff') return visitor.staff;
  return who !== 'superuser' && permissions.has(who);
}
