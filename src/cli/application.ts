import { Command } from 'commander';
import { type ApplicationDraft, draftProblems, STATIC_REDIRECT } from '../auth/application-draft.js';
import { Applications, type ShownCredentials } from '../auth/applications.js';
import type { Config } from '../config.js';
import type { ListedApplication } from '../queries/oauth-applications.js';
import type { Queries } from '../queries/queries.js';
import { CommandError } from './command-error.js';
import { changingTools, withDatabase } from './database.js';
import { table } from './table.js';

interface CreateOptions {
  readonly name: string;
  readonly redirect?: string[];
  readonly public?: true;
  readonly serviceAccount?: string;
  readonly skip?: boolean;
  readonly administer?: true;
}

/** Whoever has the command line may do with applications whatever a superuser may. */
const COMMAND_LINE = { superuser: true };

export function applicationCommand(config: () => Config): Command {
  const application = new Command('application').description('manage OAuth applications');
  const now = () => new Date();
  const withApplication = <T>(ref: string, work: (all: Applications, found: ListedApplication) => Promise<T>) =>
    changingTools(config(), async (queries) => {
      const all = new Applications(queries, now);
      return work(all, await applicationOf(queries, all, ref));
    });

  application
    .command('create')
    .description('create an application, and print its client id and secret; the secret is shown once')
    .option('--name <name>', 'what it is called', 'IG-MCP')
    .option('--redirect <address...>', `where people come back to after they agreed (${STATIC_REDIRECT})`)
    .option('--public', 'without a secret, for clients that cannot keep one')
    .option('--service-account <user>', 'acts by itself, for this service account')
    .option('--skip', 'does not ask for consent (unless it is public)')
    .option('--no-skip', 'always asks for consent')
    .option('--administer', 'asks for administering, too, when it names no scope')
    .action(async (options: CreateOptions) => {
      const made = await withDatabase(config(), async (queries) => {
        const draft = await draftOf(options, queries);
        const [problem] = Object.values(draftProblems(draft, COMMAND_LINE));
        if (problem) throw new CommandError(problem);
        return new Applications(queries, now).make(draft, null);
      });
      print(made);
    });

  application
    .command('list')
    .description('list all applications, but those that have registered themselves')
    .action(async () => {
      const rows = await withDatabase(config(), (queries) => new Applications(queries, now).list(null));
      console.log(
        table(
          ['id', 'client id', 'name', 'state', 'for', 'made by', 'last used'],
          rows.map((row) => [
            String(row.id),
            row.client_id,
            row.name,
            row.active ? 'active' : 'disabled',
            row.service_account ?? (row.secret_hash === null ? 'whoever signs in, public' : 'whoever signs in'),
            row.maker ?? 'command line',
            row.last_used_at ?? 'never',
          ]),
        ),
      );
    });

  application
    .command('rotate-secret')
    .argument('<application>', 'its id or client id')
    .description('give an application a new secret, and print it once; the old one stops working at once')
    .action(async (ref: string) => {
      const made = await withApplication(ref, (all, found) => {
        if (found.secret_hash === null) throw new CommandError(`${found.name} is public: it has no secret.`);
        return all.newSecret(found);
      });
      print(made);
    });

  application
    .command('disable')
    .argument('<application>', 'its id or client id')
    .description('disable an application; its tokens stop working within a second')
    .action(async (ref: string) => {
      await withApplication(ref, (all, found) => all.setActive(found, false));
      console.log(`disabled ${ref}`);
    });

  application
    .command('delete')
    .argument('<application>', 'its id or client id')
    .description('delete an application; its tokens stop working within a second')
    .action(async (ref: string) => {
      await withApplication(ref, (all, found) => all.delete(found));
      console.log(`deleted ${ref}`);
    });

  return application;
}

async function draftOf(options: CreateOptions, { oauthApplications }: Queries): Promise<ApplicationDraft> {
  const { name, redirect, serviceAccount, skip } = options;
  const confidential = !options.public;
  const rest = { name: name.trim(), confidential, allScopes: options.administer ?? false };
  if (serviceAccount === undefined) {
    const redirectUris = [...new Set(redirect ?? [STATIC_REDIRECT])];
    return { ...rest, redirectUris, skipAuthorization: skip ?? confidential, serviceAccountId: null };
  }
  const account = (await oauthApplications.serviceAccounts()).find(({ username }) => username === serviceAccount);
  if (!account) throw new CommandError(`there is no active service account ${serviceAccount}.`);
  return { ...rest, redirectUris: redirect ?? [], skipAuthorization: false, serviceAccountId: account.id };
}

async function applicationOf(queries: Queries, all: Applications, ref: string): Promise<ListedApplication> {
  const id = /^\d{1,9}$/.test(ref) ? Number(ref) : (await queries.oauthApplications.byClientId(ref))?.id;
  const found = id === undefined ? null : await all.find(id, null);
  if (found) return found;
  throw new CommandError(`there is no application ${ref}; "application list" shows them.`);
}

function print({ id, clientId, secret }: ShownCredentials): void {
  console.log(`application: ${id}`);
  console.log(`client id: ${clientId}`);
  if (secret !== null) console.log(`client secret (shown once): ${secret}`);
}
