import { redirectProblem } from './redirect-address.js';

/** An OAuth application as somebody would like to have it. */
export interface ApplicationDraft {
  readonly name: string;
  readonly redirectUris: readonly string[];
  /** Whether it has a secret. */
  readonly confidential: boolean;
  readonly skipAuthorization: boolean;
  /** Whether it asks for every scope when it names none: for administering as well. */
  readonly allScopes: boolean;
  /** For whom it acts by itself; null: for whoever signs in. */
  readonly serviceAccountId: number | null;
}

export type DraftProblems = Partial<Record<keyof ApplicationDraft, string>>;

export const APPLICATION_LIMITS = { name: 100, redirectUris: 10, applications: 100 };

/** Where mcp-remote waits for the browser when it is told to use port 6545. */
export const STATIC_REDIRECT = 'http://localhost:6545/oauth/callback';

/** What a person's own client needs (domain.md 1.1). */
export const staticDraft = (name: string, allScopes = false): ApplicationDraft => ({
  name,
  redirectUris: [STATIC_REDIRECT],
  confidential: true,
  skipAuthorization: true,
  allScopes,
  serviceAccountId: null,
});

/** What is wrong with a draft; empty when nothing is. */
export function draftProblems(draft: ApplicationDraft, maker: { readonly superuser: boolean }): DraftProblems {
  const { confidential, skipAuthorization, serviceAccountId } = draft;
  const byItself = serviceAccountId !== null;
  const problems: Record<keyof ApplicationDraft, string | null> = {
    name: nameProblem(draft.name),
    redirectUris: byItself ? needlessProblem(draft.redirectUris) : redirectsProblem(draft.redirectUris),
    serviceAccountId: byItself && !maker.superuser ? 'Only a superuser may let one act for a service account.' : null,
    allScopes: null,
    confidential: byItself && !confidential ? 'What acts for a service account needs a secret.' : null,
    skipAuthorization:
      skipAuthorization && !confidential
        ? 'Without a secret anybody could pass for this application, so consent must be asked.'
        : null,
  };
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== null)) as DraftProblems;
}

function nameProblem(name: string): string | null {
  if (name === '') return 'It needs a name.';
  if (name.length > APPLICATION_LIMITS.name) return `${APPLICATION_LIMITS.name} characters at most.`;
  if (/[\p{Control}\p{Format}\p{Surrogate}]/u.test(name)) return 'It holds characters that cannot be seen.';
  return null;
}

const needlessProblem = (addresses: readonly string[]): string | null =>
  addresses.length === 0 ? null : 'Nobody signs in for a service account, so there is no address to come back to.';

function redirectsProblem(addresses: readonly string[]): string | null {
  if (addresses.length === 0) return 'It needs an address to which people come back.';
  if (addresses.length > APPLICATION_LIMITS.redirectUris)
    return `${APPLICATION_LIMITS.redirectUris} addresses at most.`;
  for (const address of addresses) {
    const problem = redirectProblem(address);
    if (problem) return `${address} ${problem}`;
  }
  return null;
}
