import { fileURLToPath } from 'node:url';
import { type Finished, NpmFolder } from '../npm-folder.js';

/** The folder of the suite and of the Node.js that it needs. */
export const suite = new NpmFolder(fileURLToPath(new URL('./suite/', import.meta.url)));

/** Long enough for a scenario that passes, short enough to wait for one that never will. */
const SCENARIO_TIMEOUT_MS = 5_000;

/** Runs the suite's command line with the Node.js that it needs. */
export const runConformance = (args: readonly string[], read?: (output: string) => void): Promise<Finished> =>
  suite.run(
    suite.path('node/bin/node'),
    [suite.path('@modelcontextprotocol/conformance/dist/index.js'), ...args],
    read,
  );

/** Runs the scenarios of one revision against a server; each writes what it checked into a folder of its own. */
export const runSuite = (url: string, revision: string, baseline: string, outputDir: string): Promise<Finished> =>
  runConformance([
    ...['server', '--url', url, '--requirements', revision, '--expected-failures', baseline],
    ...['--timeout', String(SCENARIO_TIMEOUT_MS), '--output-dir', outputDir],
  ]);
