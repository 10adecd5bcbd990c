import { createContext } from 'preact';
import type { Visit } from './visit.js';

/** The visit that a page is made for; parts of pages read from it what every page has. */
export const VisitContext = createContext<Visit | null>(null);
