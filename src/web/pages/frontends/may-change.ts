import { mayVisit } from '../../may-visit.js';
import type { Visit } from '../../visit.js';

/** Whether the visitor makes and changes frontends, and not only opens them. */
export const mayChange = (visit: Visit): boolean => mayVisit(visit, 'frontends');
