import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Catalogue } from '../buildhelper/catalogue.js';
import type { CatalogueFile } from '../buildhelper/catalogue-file.js';
import { problemText } from '../buildhelper/catalogue-problem.js';
import { readCatalogueFile } from '../buildhelper/file-reader.js';
import { buildHelperLimits } from '../buildhelper/limits.js';
import { readDocument } from '../buildhelper/openapi/document.js';
import { DocumentError } from '../buildhelper/openapi/document-error.js';
import { type ImportedDocument, importDocument } from '../buildhelper/openapi/import-document.js';
import { CommandError } from './command-error.js';

export interface ImportRequest {
  readonly document: string;
  /** The file to write; null for one in the site's folder, called as the API is. */
  readonly out: string | null;
  readonly name: string | undefined;
  readonly siteDir: string;
  readonly catalogue: Catalogue;
}

/** How many entries of a kind are printed; the file has all of them. */
const MOST_PRINTED = 3;

/**
 * Imports an OpenAPI document into a file of the catalogue, and lists beside it what could not be expressed.
 * @returns what there is to say of it
 * @throws CommandError
 */
export async function importOpenApi({ document, out, name, siteDir, catalogue }: ImportRequest): Promise<string> {
  try {
    const root = await readDocument(document);
    const free = catalogue.freeIds();
    const first = importDocument(root, { name, free });
    const file = out ?? join(siteDir, `${fileName(first.content.adapter.name)}.json`);
    if (!file.endsWith('.json')) throw new CommandError(`--out is ${file}; it must end in .json.`);
    const before = await importedBefore(file);
    const made = before ? importDocument(root, { name, free, before }) : first;
    const text = `${JSON.stringify(made.content, null, 1)}\n`;
    const bytes = Buffer.byteLength(text);
    if (bytes > buildHelperLimits.jsonBytes) {
      throw new CommandError(
        `${document} makes a file of ${bytes} bytes; ${buildHelperLimits.jsonBytes} are the most.`,
      );
    }
    const read = readCatalogueFile(file, text);
    if (!('content' in read))
      throw new CommandError(`${document} cannot be imported:\n${read.map(problemText).join('\n')}`);
    await mkdir(dirname(file), { recursive: true });
    const list = file.replace(/\.json$/, '.not-expressed.txt');
    await replace(list, listText(made));
    await replace(file, text);
    return summary(made, file, list);
  } catch (error) {
    if (error instanceof DocumentError) throw new CommandError(error.message);
    throw error;
  }
}

/** What an earlier import has written, whose ids are kept. */
async function importedBefore(file: string): Promise<CatalogueFile | undefined> {
  const text = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return null;
    throw new CommandError(`${file} cannot be read: ${error.message}`);
  });
  if (text === null) return undefined;
  const read = readCatalogueFile(file, text);
  if ('content' in read) return read.content;
  throw new CommandError(
    `${file} is there already, and is no file of the catalogue; take it away, or give another one with --out.`,
  );
}

/** A gateway that reads it meanwhile sees the old file or the new one, and no half of it. */
async function replace(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

const fileName = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'imported';

function listText({ unexpressed, more }: ImportedDocument): string {
  const lines = unexpressed.map(({ kind, place, what }) => `${kind}: ${what}\n  ${place}`);
  if (more > 0) lines.push(`and ${more} more`);
  return `${lines.join('\n') || 'Everything could be expressed.'}\n`;
}

function summary(
  { content, operations, fieldMappings, unexpressed, more, counts }: ImportedDocument,
  file: string,
  list: string,
): string {
  const lines = [
    `imported ${operations.imported} of ${operations.found} operations of ${content.adapter.name}, with ${fieldMappings} field mappings: ${file}`,
  ];
  if (unexpressed.length === 0) return lines.concat('everything could be expressed').join('\n');
  lines.push(`${unexpressed.length + more} things could not be expressed, or not entirely: ${list}`);
  for (const [kind, count] of Object.entries(counts)) {
    lines.push(`  ${kind}: ${count}`);
    const shown = unexpressed.filter((one) => one.kind === kind).slice(0, MOST_PRINTED);
    lines.push(...shown.map(({ place, what }) => `    ${what} (${place})`));
  }
  return lines.join('\n');
}
