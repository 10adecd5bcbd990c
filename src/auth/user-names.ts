import type { UserQueries } from '../queries/users.js';

/** An address alone: nothing in it can become a header or a recipient of its own. */
const MAILBOX = /^[^\s\p{Control}@<>"(),;:\\]+@[^\s\p{Control}@<>"(),;:\\]+$/u;
const LONGEST_EMAIL = 254;

/** What is wrong with a new user's names, in words for whoever typed them. */
export interface NameProblems {
  readonly username?: string;
  readonly email?: string;
}

/** A user's name, as it may be; null when it may. */
export const usernameProblem = (name: string): string | null =>
  /^[\w.@+-]{1,150}$/.test(name) ? null : 'A user’s name has letters, digits and . @ + - _ only, 1 to 150 of them.';

/** An e-mail address, as it may be; null when it may, or when there is none. */
export const emailProblem = (email: string | null): string | null =>
  email === null || (email.length <= LONGEST_EMAIL && MAILBOX.test(email))
    ? null
    : 'An e-mail address looks like ann@example.com.';

/** Null when a user may have both; a username of null is not looked at. */
export async function nameProblems(
  users: UserQueries,
  { username, email }: { username: string | null; email: string | null },
  but?: number,
): Promise<NameProblems | null> {
  const wrongName = username === null ? null : usernameProblem(username);
  const wrongEmail = emailProblem(email);
  if (wrongName || wrongEmail)
    return { ...(wrongName && { username: wrongName }), ...(wrongEmail && { email: wrongEmail }) };
  const taken = await users.taken({ username, email }, but);
  return taken && { [taken]: 'Somebody signs in with that already.' };
}
