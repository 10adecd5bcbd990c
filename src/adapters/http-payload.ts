import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { ForcedType } from './http-request.js';

/** What an answer's body says, as an integration sees it. */
export interface ParsedBody {
  readonly payload: unknown;
  /** Why the body is not what it was to be; its payload is text then. */
  readonly problem: string | null;
}

const xml = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  // "007" is a text until somebody says otherwise.
  parseTagValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 100,
  // As in JSON: a name is a name. Those that could reach a prototype are refused by the parser itself.
  onDangerousProperty: (name) => name,
});

/** Parses a body by its content type, or as the one that is forced (domain.md 5.2). */
export function parseBody(body: Buffer, contentType: string, forced: ForcedType | null): ParsedBody {
  const kind = forced ?? kindOf(contentType);
  if (body.length === 0 && !forced) return { payload: kind === 'text' ? '' : null, problem: null };
  if (kind === 'bytes') return { payload: new Uint8Array(body), problem: null };
  const text = textOf(body, contentType);
  if (kind === 'text') return { payload: text, problem: null };
  try {
    return { payload: kind === 'json' ? JSON.parse(text) : parseXml(text), problem: null };
  } catch (error) {
    return {
      payload: text,
      problem: `The answer is not ${kind.toUpperCase()}: ${(error as Error).message.slice(0, 200)}`,
    };
  }
}

function kindOf(contentType: string): ForcedType {
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  if (/^(application|text)\/json$|\+json$/.test(type)) return 'json';
  if (/^(application|text)\/xml$|\+xml$/.test(type) && type !== 'application/xhtml+xml') return 'xml';
  if (/^text\/|^application\/(javascript|x-www-form-urlencoded|xhtml\+xml|yaml|x-ndjson)$/.test(type)) return 'text';
  return 'bytes';
}

/** A body as text, in the charset that its content type names. */
export function textOf(body: Buffer, contentType: string): string {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    // A charset that nobody knows.
    return body.toString();
  }
}

function parseXml(text: string): unknown {
  const prolog = text.slice(0, Math.max(0, text.search(/<[\p{L}_:]/u)));
  // What they stand for can be a billion times longer, or a file.
  if (/<!ENTITY/i.test(prolog)) throw new Error('it defines entities of its own, which are not read');
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(`${valid.err.msg} (line ${valid.err.line})`);
  return xml.parse(text);
}
