import { makeApiToken } from '../../../auth/api-token.js';
import { TOKEN_DAYS, tokenExpiry } from '../../../auth/token-lifetime.js';
import type { TokenRow } from '../../../queries/tokens.js';
import { page, redirect } from '../../answer.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { Heading } from '../../parts/heading.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound, WebError } from '../../web-error.js';
import { type Asked, NewToken, NOTHING_ASKED } from './new-token.js';
import { ShownToken } from './shown-token.js';
import { TokenTable } from './token-table.js';

/** How many working tokens a user may have. */
export const MOST_TOKENS = 100;
const LONGEST_NAME = 100;

/** What comes after the forms of this page, by the key in its address. */
const DONE: Readonly<Record<string, string>> = {
  revoked: 'The token is revoked; nothing can be done with it any more.',
};

/** A user's API tokens, for scripts that call for the user; superusers see those of all. */
export function tokenRoutes({ queries, now }: SiteServices): Route[] {
  const wantsAll = ({ query, user }: Visit): boolean => {
    if (query.get('of') !== 'all') return false;
    if (user.superuser) return true;
    throw new WebError(403, 'Not for you', 'Only a superuser sees the tokens of others.');
  };

  async function show(visit: Visit, asked: Asked = NOTHING_ASKED, status = 200) {
    const all = wantsAll(visit);
    const tokens = await queries.tokens.list(all ? undefined : visit.user.id);
    return page(
      'API tokens',
      <>
        <Heading title={all ? 'API tokens of all users' : 'API tokens'}>
          {visit.user.superuser && (
            <a class="button quiet small" href={all ? '/tokens' : '/tokens?of=all'}>
              {all ? 'Show mine' : 'Show those of all users'}
            </a>
          )}
        </Heading>
        <DoneNotice texts={DONE} />
        <p class="prose soft">
          A script that sends a token calls the gateway as you, with all of your rights: the MCP tools as well as
          integrations over HTTP. For an assistant, an OAuth application is the better way, because it can be given
          less.
        </p>
        {!all && <NewToken asked={asked} />}
        <TokenTable tokens={tokens.toReversed()} now={now()} all={all} />
      </>,
      status,
    );
  }

  async function create(visit: Visit) {
    const { form, user } = visit;
    const [name, days, endless] = [form.text('name'), form.text('days'), form.checked('endless')];
    const at = now();
    const expires_at = tokenExpiry(endless ? 'never' : days, at);
    const problems = {
      name: nameProblem(name),
      days: expires_at === undefined ? `A whole number from ${TOKEN_DAYS.least} to ${TOKEN_DAYS.most}.` : undefined,
    };
    if (problems.name || expires_at === undefined) return show(visit, { name, days, endless, problems }, 400);
    if ((await queries.tokens.countWorking(user.id, at)) >= MOST_TOKENS) {
      const tooMany = `You have ${MOST_TOKENS} tokens that work; revoke one that you do not need any more.`;
      return show(visit, { name, days, endless, problems: { name: tooMany } }, 400);
    }
    const { token, hash, prefix } = makeApiToken();
    await queries.tokens.create({ user_id: user.id, name, token_hash: hash, prefix, expires_at }, at);
    return page('Your new token', <ShownToken name={name} token={token} expiresAt={expires_at} />);
  }

  async function revoke(visit: Visit) {
    const token = await tokenOf(visit);
    await queries.tokens.revoke(token.id, now());
    const isOwn = token.user_id === visit.user.id;
    return redirect(isOwn ? '/tokens?done=revoked' : '/tokens?of=all&done=revoked');
  }

  async function tokenOf({ params, user }: Visit): Promise<TokenRow> {
    const id = /^\d{1,9}$/.test(params.id ?? '') ? Number(params.id) : 0;
    const token = await queries.tokens.find(id);
    if (token && (token.user_id === user.id || user.superuser)) return token;
    throw notFound('token');
  }

  return [
    get('/tokens', 'user', (visit) => show(visit)),
    post('/tokens', 'user', create),
    post('/tokens/:id/revoke', 'user', revoke),
  ];
}

function nameProblem(name: string): string | undefined {
  if (name === '') return 'Say what it is for.';
  if (name.length > LONGEST_NAME) return `${LONGEST_NAME} characters at most.`;
  if (/[\p{Control}\p{Surrogate}]/u.test(name)) return 'It holds characters that cannot be seen.';
  return undefined;
}
