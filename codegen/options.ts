import { parseArgs } from 'node:util';

export type Format = 'text' | 'json' | 'github-actions';

/** What the command line asks for. */
export interface Options {
  readonly catalog: string;
  readonly out: string;
  readonly handlers: string;
  readonly docs: string;
  readonly mode: 'write' | 'check' | 'watch';
  readonly format: Format;
}

export const DEFAULTS = { catalog: 'tools.yaml', out: 'generated', handlers: 'src', docs: 'docs/tools.md' } as const;

export const USAGE = `Usage: node dist/codegen/main.js [options]

Turns the catalog into types, validators, registrations and documentation.

  --catalog FILE     the catalog (${DEFAULTS.catalog})
  --out FOLDER       where generated modules go; nothing else may be in it (${DEFAULTS.out})
  --handlers FOLDER  where handlers are; missing ones are written as stubs, once; '' for none (${DEFAULTS.handlers})
  --docs FILE        the page for users; '' for none (${DEFAULTS.docs})
  --check            write nothing; report what is not current
  --watch            generate again whenever the catalog changes
  --format FORMAT    how to report: text, json or github-actions (text)
  --help             show this

Exit codes: 0 written or current, 1 not current, 2 the catalog has errors, 3 the command line cannot be understood.
`;

const FORMATS: readonly string[] = ['text', 'json', 'github-actions'];

/** Reads the command line. Throws an Error that says what is wrong with it; null when help is asked for. */
export function readOptions(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      catalog: { type: 'string', default: DEFAULTS.catalog },
      out: { type: 'string', default: DEFAULTS.out },
      handlers: { type: 'string', default: DEFAULTS.handlers },
      docs: { type: 'string', default: DEFAULTS.docs },
      check: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      format: { type: 'string', default: 'text' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const { catalog, out, handlers, docs, check, watch, format } = values;
  if (check && watch) throw new Error('--check and --watch exclude each other');
  if (!FORMATS.includes(format)) throw new Error(`--format is one of ${FORMATS.join(', ')}, not ${format}`);
  if (catalog === '' || out === '') throw new Error('--catalog and --out cannot be empty');
  return {
    catalog,
    out,
    handlers,
    docs,
    mode: check ? 'check' : watch ? 'watch' : 'write',
    format: format as Format,
  };
}

/** The command that writes what a check with these options misses. */
export function writeCommand(options: Options): string {
  const flags = (Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[])
    .filter((name) => options[name] !== DEFAULTS[name])
    .map((name) => ` --${name} ${options[name] === '' ? "''" : options[name]}`)
    .join('');
  return flags === '' ? 'npm run codegen' : `npm run codegen --${flags}`;
}
