/** In characters. Length is what counts; rules about digits and signs only make passwords that are written down. */
export const SHORTEST_PASSWORD = 12;
/** In bytes: nobody lets the gateway digest a book. */
export const LONGEST_PASSWORD = 1024;

export const PASSWORD_RULE = `At least ${SHORTEST_PASSWORD} characters; several words make a good one.`;

/** What is wrong with a password that somebody wants to have; null when nothing is. */
export function newPasswordProblem(
  password: string,
  { username, email }: { readonly username: string; readonly email: string | null },
): string | null {
  if (Buffer.byteLength(password) > LONGEST_PASSWORD)
    return `The password is too long: ${LONGEST_PASSWORD} bytes at most.`;
  if ([...password].length < SHORTEST_PASSWORD)
    return `The password is too short: at least ${SHORTEST_PASSWORD} characters.`;
  const plain = password.trim().toLowerCase();
  const names = [username, email, email?.split('@')[0]].map((name) => name?.toLowerCase());
  return names.includes(plain) ? 'The password must not be the name or the e-mail address.' : null;
}
