import { Command } from 'commander';
import type { Catalogue } from '../buildhelper/catalogue.js';
import { problemText } from '../buildhelper/catalogue-problem.js';
import { createBuildHelper } from '../buildhelper/create-build-helper.js';
import type { Config } from '../config.js';
import { PROJECT_DIR } from '../project-dir.js';
import { CommandError } from './command-error.js';
import { table } from './table.js';

export function buildhelperCommand(config: () => Config): Command {
  const buildhelper = new Command('buildhelper').description('manage the catalogue of outside systems');
  const catalogue = () => createBuildHelper(PROJECT_DIR, config().buildHelperDir).catalogue();

  buildhelper
    .command('list')
    .description('list the adapters of the catalogue')
    .action(async () => {
      const { adapters, problems } = await catalogue();
      console.log(
        table(
          ['id', 'name', 'system', 'services', 'sets'],
          adapters.map(({ id, name, system, services }) => [
            String(id),
            name,
            system,
            String(services.length),
            String(services.reduce((sum, { sets }) => sum + sets.length, 0)),
          ]),
        ),
      );
      if (problems.length > 0) console.log(`\n${problems.length} problems: see "gateway buildhelper check"`);
    });

  buildhelper
    .command('check')
    .description('check all files of the catalogue, and say which ids are free')
    .action(async () => {
      const found = await catalogue();
      const problems = [...found.problems.map(problemText), ...(await formulaProblems(found))];
      if (problems.length > 0) throw new CommandError(`the catalogue has problems:\n${problems.join('\n')}`);
      const { adapter, service, set } = found.freeIds();
      console.log(
        `${found.adapters.length} adapters are in order; free from: adapter ${adapter}, service ${service}, field mapping set ${set}`,
      );
    });

  buildhelper
    .command('import')
    .description('import what an API has into the catalogue')
    .command('openapi')
    .argument('<file>', 'an OpenAPI document of version 3.0 or 3.1, in JSON or YAML')
    .option('--name <name>', "what the adapter is called (the document's title)")
    .option('--out <file>', "the file to write, .json (one in the site's folder, called as the adapter)")
    .description('turn every operation of an OpenAPI document into a service with its field mapping set')
    .addHelpText('after', '\nImported again into the same file, what there was before keeps its ids.')
    .action(async (document: string, { name, out }: { name?: string; out?: string }) => {
      const { importOpenApi } = await import('./buildhelper-import.js');
      const request = {
        document,
        name,
        out: out ?? null,
        siteDir: config().buildHelperDir,
        catalogue: await catalogue(),
      };
      console.log(await importOpenApi(request));
    });

  return buildhelper;
}

/** What the engine could not read of the field mappings, were they imported. */
async function formulaProblems({ adapters }: Catalogue): Promise<string[]> {
  // Only this command needs the engine.
  const [{ parsePath }, { formulaProblem }] = await Promise.all([
    import('../engine/field-path.js'),
    import('../engine/formula-syntax.js'),
  ]);
  const place = { kind: 'fieldmapping', id: 0, field: '', title: '' } as const;
  const sets = adapters.flatMap(({ services }) => services).flatMap(({ sets }) => sets);
  return sets.flatMap(({ id, field_mappings }) =>
    field_mappings.flatMap(({ field, value }) => {
      const problem = value === null ? null : formulaProblem(value);
      const path = parsePath(field, place);
      const where = `field mapping set ${id}, ${field}`;
      return [
        ...(problem ? [`${where}, value, line ${problem.line}, column ${problem.column}: ${problem.message}`] : []),
        ...('message' in path ? [`${where}: ${path.message}`] : []),
      ];
    }),
  );
}
