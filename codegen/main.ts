import { type Printer, printerInThread } from './emit/printer.js';
import { type Options, readOptions, USAGE } from './options.js';
import { exitCode, type Report } from './report/report.js';
import { run } from './run.js';

await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  let options: Options | null;
  try {
    options = readOptions(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`);
    process.exitCode = 3;
    return;
  }
  if (!options) process.stdout.write(USAGE);
  else if (options.mode === 'watch') await watchCatalog(options, printerInThread());
  else {
    const printer = printerInThread();
    await runOnce(options, printer);
    await printer.close();
  }
}

async function runOnce(options: Options, printer: Printer): Promise<void> {
  try {
    const report = await run(options, printer);
    await print(report, options);
    process.exitCode = exitCode(report);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    process.stderr.write(`${options.catalog} cannot be read: there is no such file\n`);
    process.exitCode = 2;
  }
}

async function watchCatalog(options: Options, printer: Printer): Promise<void> {
  const { watch } = await import('./watch.js');
  watch(options.catalog, async () => {
    await runOnce(options, printer);
    if (process.exitCode === 2) process.stderr.write('The last good output stays.\n');
    process.exitCode = 0;
    process.stdout.write(`Watching ${options.catalog}\n`);
  });
}

/** Problems go to the standard error, unless a program or a workflow reads them. */
async function print(report: Report, { format }: Options): Promise<void> {
  if (format === 'json') process.stdout.write((await import('./report/json.js')).jsonReport(report));
  else if (format === 'github-actions') {
    process.stdout.write((await import('./report/github-actions.js')).githubReport(report));
  } else {
    const { textReport } = await import('./report/text.js');
    const stream = exitCode(report) === 0 ? process.stdout : process.stderr;
    stream.write(textReport(report));
  }
}
