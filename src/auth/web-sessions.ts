import type { Queries } from '../queries/queries.js';
import { type Account, accountOf } from './account.js';
import { hashSecret, makeSecret } from './secret.js';

/** How long somebody stays signed in who does nothing. */
export const SESSION_IDLE_MS = 2 * 3_600_000;
/** After which time everybody signs in anew. */
export const SESSION_LIFETIME_MS = 12 * 3_600_000;
/** The last use is written at most this often. */
const SEEN_EVERY_MS = 60_000;

/** Who is signed in to the pages. The secret is what the cookie holds; the database knows its digest alone. */
export class WebSessions {
  constructor(
    private readonly queries: Queries,
    private readonly now: () => Date,
  ) {}

  /** Begins a session with a secret of its own, whatever the browser held before: nobody can be given one in advance. */
  async begin(userId: number): Promise<string> {
    const at = this.now();
    const secret = makeSecret();
    const expires_at = new Date(at.getTime() + SESSION_LIFETIME_MS);
    await this.queries.webSessions.begin({ secret_hash: hashSecret(secret), user_id: userId, expires_at }, at);
    return secret;
  }

  /**
   * Who is signed in with this secret; null when nobody is (any more).
   * @param by what a person does keeps the session; what a page does by itself does not
   */
  async find(secret: string, by: 'person' | 'page' = 'person'): Promise<Account | null> {
    const at = this.now();
    const idleSince = new Date(at.getTime() - SESSION_IDLE_MS);
    const session = await this.queries.webSessions.find(hashSecret(secret), at, idleSince);
    if (!session) return null;
    if (by === 'person' && at.getTime() - new Date(session.seen_at).getTime() > SEEN_EVERY_MS) {
      await this.queries.webSessions.touch(session.id, at);
    }
    return accountOf({ ...session, id: session.user_id });
  }

  end(secret: string): Promise<void> {
    return this.queries.webSessions.end(hashSecret(secret));
  }
}
