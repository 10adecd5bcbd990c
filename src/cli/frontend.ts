import { readFile, stat, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { Config } from '../config.js';
import { FRONTEND_LIMITS } from '../frontends/frontend-limits.js';
import { folderOf, pathOfName } from '../frontends/frontend-name.js';
import { Frontends } from '../frontends/frontends.js';
import { PROJECT_DIR } from '../project-dir.js';
import { CommandError } from './command-error.js';
import { withDatabase } from './database.js';
import { table } from './table.js';

export function frontendCommand(config: () => Config): Command {
  const frontend = new Command('frontend').description(
    'manage frontends, small web applications that call integrations as whoever is signed in',
  );
  const frontends = <T>(work: (frontends: Frontends) => Promise<T>) =>
    withDatabase(config(), (queries) =>
      work(
        new Frontends({
          queries,
          now: () => new Date(),
          publicUrl: config().publicUrl ?? '',
          projectDir: PROJECT_DIR,
        }),
      ),
    );

  frontend
    .command('list')
    .description('list all frontends')
    .action(async () => {
      const rows = await frontends((all) => all.list());
      console.log(
        table(
          ['path', 'name', 'files', 'bytes', 'changed', 'allowed domains'],
          rows.map((row) => [
            row.path,
            row.name,
            String(row.files),
            String(row.size),
            row.updated_at,
            row.allowed_domains.join(' '),
          ]),
        ),
      );
    });

  frontend
    .command('create')
    .argument('<name>', 'letters, digits, blanks and dashes; its path is made of it')
    .description('make a frontend with files to begin with')
    .action(async (name: string) => {
      const { path } = await frontends((all) => all.create(name));
      console.log(`created ${path}: ${folderOf(path)}`);
    });

  frontend
    .command('import')
    .argument('<frontend>', 'its path; or the name of a new one')
    .argument('<zip>', 'a zip file with index.html at its top level')
    .description('put the files of a zip in place of those of a frontend, or make a frontend of them')
    .action(async (name: string, file: string) => {
      const zip = await zipAt(file);
      await frontends(async (all) => {
        const found = (await all.list()).find(({ path }) => path === pathOfName(name));
        if (!found) {
          const { path } = await all.create(name, [], zip);
          return console.log(`created ${path}: ${folderOf(path)}`);
        }
        console.log(`replaced the files of ${found.path}: ${await all.replace(found, zip)} now`);
      });
    });

  frontend
    .command('export')
    .argument('<frontend>', 'its path or id')
    .argument('<zip>', 'the zip file to make')
    .description('write the files of a frontend into a zip')
    .action(async (path: string, file: string) => {
      const zip = await frontends(async (all) => all.zip(await all.find(path)));
      await writeFile(file, zip, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
        throw new CommandError(
          error.code === 'EEXIST'
            ? `${file} exists; name another file.`
            : `${file} cannot be written: ${error.message}.`,
        );
      });
      console.log(`wrote ${file}: ${zip.length} bytes`);
    });

  frontend
    .command('domains')
    .argument('<frontend>', 'its path or id')
    .argument('[domains...]', 'such as https://intranet.example.com or https://*.example.com; none: no site may')
    .description('say which sites may show a frontend in a frame')
    .action(async (path: string, domains: string[]) => {
      await frontends(async (all) => all.change((await all.find(path)).id, { domains }));
      console.log(`${path} may be shown by ${domains.length === 0 ? 'no site' : domains.join(', ')}`);
    });

  frontend
    .command('delete')
    .argument('<frontend>', 'its path or id')
    .description('delete a frontend with its files')
    .action(async (path: string) => {
      await frontends(async (all) => all.delete((await all.find(path)).id));
      console.log(`deleted ${path}`);
    });

  return frontend;
}

async function zipAt(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > FRONTEND_LIMITS.zip_bytes)
      throw new CommandError(`${file} has ${size} bytes; ${FRONTEND_LIMITS.zip_bytes} are the most.`);
    return await readFile(file);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${file} cannot be read: ${(error as Error).message}.`);
  }
}
