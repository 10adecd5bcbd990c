import type { Visit } from '../../visit.js';

/** Whether somebody goes to an address, and no script or page loads something from it. */
export const isNavigation = ({ headers }: Pick<Visit, 'headers'>): boolean => {
  const mode = headers['sec-fetch-mode'];
  if (mode !== undefined) return mode === 'navigate';
  // Without HTTPS, browsers do not say it.
  return /\btext\/html\b/.test(headers.accept ?? '');
};

/** Whether it is shown within another page. */
export const isWithinFrame = ({ headers }: Pick<Visit, 'headers'>): boolean =>
  /^(i?frame|embed|object)$/.test(String(headers['sec-fetch-dest'] ?? ''));
