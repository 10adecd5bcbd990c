const LONGEST = 150;

/** What is wrong with the name of a group or an organization; null when nothing is. */
export function nameProblem(name: string): string | null {
  if (name === '') return 'Give it a name.';
  if (name.length > LONGEST) return `${LONGEST} characters at most.`;
  return /[\p{Control}\p{Surrogate}]/u.test(name) ? 'It holds characters that cannot be seen.' : null;
}
