import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { jsonMistake } from '../../request/json-mistake.js';
import { DocumentError } from './document-error.js';
import { type ImportLimits, importLimits } from './limits.js';
import { at, isNode, type Node } from './node.js';
import { readYaml } from './yaml-thread.js';

/** How many characters are searched for the place of a mistake. */
const LONGEST_EXPLAINED = 5_000_000;

/**
 * Reads an OpenAPI document of version 3.0 or 3.1, in JSON or YAML.
 * @throws DocumentError
 */
export async function readDocument(path: string, limits: ImportLimits = importLimits): Promise<Node> {
  const file = basename(path);
  const { size } = await stat(path).catch((error) => {
    throw new DocumentError(`${file} cannot be read: ${error.message}`);
  });
  const tooLarge = (most: number, kind: string) =>
    new DocumentError(`${file} has ${size} bytes; ${most} are the most that is read of a document in ${kind}.`);
  if (size > limits.jsonBytes) throw tooLarge(limits.jsonBytes, 'JSON');
  const text = await readFile(path, 'utf8');
  const isJson = /^\uFEFF?\s*\{/.test(text);
  if (!isJson && size > limits.yamlBytes) throw tooLarge(limits.yamlBytes, 'YAML; convert it to JSON');
  const document = isJson ? parseJson(file, text.replace(/^\uFEFF/, '')) : await parseYaml(file, text, limits);
  const version = at(document, 'openapi');
  if (isNode(document) && typeof version === 'string' && /^3\.[01](\.|$)/.test(version)) return document;
  const found = version ?? at(document, 'swagger');
  const said = found === undefined ? 'it says no version' : `its version is ${JSON.stringify(found)?.slice(0, 40)}`;
  throw new DocumentError(`${file} is no OpenAPI document of version 3.0 or 3.1: ${said}.`);
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const where = text.length > LONGEST_EXPLAINED ? 'it is too long to say where.' : jsonMistake(text);
    throw new DocumentError(`${file} is not JSON: ${where}`);
  }
}

async function parseYaml(file: string, text: string, limits: ImportLimits): Promise<unknown> {
  const { value, why } = await readYaml(text, limits);
  if (why !== undefined) throw new DocumentError(`${file} is not YAML that can be used: ${why}`);
  return value;
}
