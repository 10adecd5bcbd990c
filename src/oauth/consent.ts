import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Grant, Interaction, InteractionResults, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Account } from '../auth/account.js';
import type { OAuthApplication } from '../queries/oauth-applications.js';
import type { Queries } from '../queries/queries.js';
import type { Scopes } from './authorization-server.js';
import type { Resource } from './resource.js';

interface ConsentOptions {
  readonly provider: Provider;
  readonly queries: Queries;
  readonly resource: Resource;
  readonly scopes: Scopes;
}

/** A request and its answer, by which the authorization server knows the browser. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** What somebody is asked: who wants to act in his or her name, and for what. */
export interface Question {
  readonly client: {
    readonly id: string;
    readonly name: string;
    /** Where its secret comes from: we made it, it registered itself, or a page of its own describes it. */
    readonly known: 'application' | 'registered' | 'described';
  };
  /** Where the browser goes afterwards. */
  readonly returnsTo: string;
  /** The scopes that the client asks for, with what each of them means. */
  readonly scopes: readonly { readonly name: string; readonly means: string }[];
}

/** The next step of an interaction: a question to be shown, or an address of ours to go on to. */
export type Next = { readonly question: Question } | { readonly goOn: string };

/** Lets people decide what clients may do in their names. */
export class Consent {
  constructor(private readonly options: ConsentOptions) {}

  /**
   * What is to be done in an interaction, for whoever is signed in. Null when there is no such interaction in this browser (any
   * more).
   */
  async next(uid: string, exchange: Exchange, user: Account): Promise<Next | null> {
    const interaction = await this.#find(uid, exchange);
    if (!interaction) return null;
    const before = interaction.session?.accountId;
    if (before !== undefined && before !== String(user.id)) return null;
    if (interaction.prompt.name === 'login') {
      return { goOn: await this.#finish(exchange, { login: loginOf(user) }) };
    }
    if (before === undefined) return null;
    const application = await this.#application(interaction);
    if (maySkip(application, user.id)) {
      return { goOn: await this.#grant(exchange, interaction, user, this.#asked(interaction)) };
    }
    return { question: await this.#question(interaction, application) };
  }

  /** The client may do these things of those that it asked for. Answers with where to go on; null as `next` does. */
  async allow(uid: string, exchange: Exchange, user: Account, scopes: readonly string[]): Promise<string | null> {
    const interaction = await this.#find(uid, exchange);
    if (interaction?.prompt.name !== 'consent' || interaction.session?.accountId !== String(user.id)) return null;
    const asked = this.#asked(interaction);
    return this.#grant(
      exchange,
      interaction,
      user,
      asked.filter((scope) => scopes.includes(scope)),
    );
  }

  async deny(uid: string, exchange: Exchange, user: Account): Promise<string | null> {
    const interaction = await this.#find(uid, exchange);
    if (!interaction || (interaction.session && interaction.session.accountId !== String(user.id))) return null;
    const result = { error: 'access_denied', error_description: 'the user did not allow it' };
    return this.#finish(exchange, result);
  }

  /** What was granted to the client before, or may be without asking. */
  async existingGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
    const { client, session, result, params } = ctx.oidc;
    const accountId = session?.accountId;
    if (!client || !accountId) return undefined;
    const { Grant } = this.options.provider;
    const decided = result?.consent?.grantId;
    if (decided) return Grant.find(decided);
    const application = await this.options.queries.oauthApplications.byClientId(client.clientId);
    // Whoever made itself known is asked about each time.
    if (!application || application.registered) return undefined;
    const remembered = session.grantIdFor(client.clientId);
    const grant = remembered ? await Grant.find(remembered) : undefined;
    if (!maySkip(application, Number(accountId))) return grant;
    const mine = grant ?? new Grant({ accountId, clientId: client.clientId });
    this.#add(mine, scopesOf(params?.scope), params?.resource);
    await mine.save();
    return mine;
  }

  /** Only the browser in which it began has an interaction, by a cookie of its own. */
  async #find(uid: string, { request, response }: Exchange): Promise<Interaction | null> {
    const interaction = await this.options.provider.interactionDetails(request, response).catch(() => null);
    return interaction?.uid === uid ? interaction : null;
  }

  #application({ params }: Interaction): Promise<OAuthApplication | undefined> {
    return this.options.queries.oauthApplications.byClientId(String(params.client_id));
  }

  /** The scopes that the request names, of those that there are. */
  #asked({ params }: Interaction): string[] {
    return scopesOf(params.scope).filter((scope) => Object.hasOwn(this.options.scopes, scope));
  }

  async #question(interaction: Interaction, application: OAuthApplication | undefined): Promise<Question> {
    const { params } = interaction;
    const id = String(params.client_id);
    const client = await this.options.provider.Client.find(id);
    const known = application ? (application.registered ? 'registered' : 'application') : 'described';
    return {
      client: { id, name: client?.clientName ?? id, known },
      returnsTo: String(params.redirect_uri),
      scopes: this.#asked(interaction).map((name) => ({ name, means: this.options.scopes[name]?.means ?? '' })),
    };
  }

  async #grant(
    exchange: Exchange,
    interaction: Interaction,
    user: Account,
    scopes: readonly string[],
  ): Promise<string> {
    const { Grant } = this.options.provider;
    const clientId = String(interaction.params.client_id);
    const grant = new Grant({ accountId: String(user.id), clientId });
    const { resource } = interaction.params;
    this.#add(grant, [...scopes, ...scopesOf(interaction.params.scope).filter((scope) => PLAIN.has(scope))], resource);
    const refused = this.#asked(interaction).filter((scope) => !scopes.includes(scope));
    if (refused.length > 0) {
      grant.rejectOIDCScope(refused.join(' '));
      for (const each of resourcesOf(resource, this.options.resource))
        grant.rejectResourceScope(each, refused.join(' '));
    }
    return this.#finish(exchange, { consent: { grantId: await grant.save() } });
  }

  #add(grant: Grant, scopes: readonly string[], resource: unknown): void {
    if (scopes.length === 0) return;
    grant.addOIDCScope(scopes.join(' '));
    for (const each of resourcesOf(resource, this.options.resource)) grant.addResourceScope(each, scopes.join(' '));
  }

  #finish({ request, response }: Exchange, result: InteractionResults): Promise<string> {
    return this.options.provider.interactionResult(request, response, result);
  }
}

/** Scopes that say how tokens are given, and not what for. */
const PLAIN: ReadonlySet<string> = new Set(['openid', 'offline_access']);

const loginOf = (user: Account) => ({ accountId: String(user.id), remember: false });

const scopesOf = (scope: unknown): string[] => (typeof scope === 'string' ? scope.split(' ').filter(Boolean) : []);

const resourcesOf = (resource: unknown, ours: Resource): string[] => {
  if (resource === undefined) return [ours.canonical];
  return (Array.isArray(resource) ? resource : [resource]).map(String);
};

/**
 * Whether an application gets what it asks for without a question: one that an administrator made for that. What a member of the
 * staff made skips the question for its maker alone, or else it could be used to act for a superuser.
 */
function maySkip(application: OAuthApplication | undefined, userId: number): boolean {
  if (!application?.skip_authorization || application.registered) return false;
  // Whoever can name a public client can be one.
  if (application.secret_hash === null) return false;
  return application.made_by_superuser || application.made_by === userId;
}
