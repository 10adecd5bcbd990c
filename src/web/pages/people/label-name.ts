/** How many characters such a name may have. */
export const LONGEST_LABEL = 150;

/** What is wrong with the name of a group or an organization; null when nothing is. */
export function nameProblem(name: string): string | null {
  if (name === '') return 'Give it a name.';
  if (name.length > LONGEST_LABEL) return `${LONGEST_LABEL} characters at most.`;
  return /[\p{Control}\p{Surrogate}]/u.test(name) ? 'It holds characters that cannot be seen.' : null;
}
