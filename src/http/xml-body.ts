import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { BodyRefused } from '../request/body-refused.js';
import type { DoorLimits } from './door-limits.js';

const refused = (why: string) => new BodyRefused(400, `The request is not XML: ${why}`);

/**
 * What an XML body says: an element is an object of its children, `@name` for each attribute, `#text` for a text beside them;
 * one that holds text alone is a string, and one that is repeated a list. All values are texts. There are no document types,
 * and so no entities but XML's and HTML's own.
 * @throws BodyRefused
 */
export function parseXml(body: Buffer, charset: string | null, { xml_depth }: DoorLimits): unknown {
  const text = decode(body, charset);
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw refused(`at line ${valid.err.line ?? 1}, column ${valid.err.col ?? 1}: ${valid.err.msg}`);
  if (hasDocumentType(text)) throw refused('a document type declaration (<!DOCTYPE) is not taken.');
  try {
    return parserOf(xml_depth).parse(text);
  } catch (error) {
    throw refused((error as Error).message);
  }
}

const parserOf = (depth: number) =>
  new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    ignoreDeclaration: true,
    ignorePiTags: true,
    parseTagValue: false,
    parseAttributeValue: false,
    // With this, numbered characters are read as well.
    htmlEntities: true,
    maxNestedTags: depth,
    jPath: false,
  });

/** Whether there is a declaration that is neither a comment nor CDATA. */
function hasDocumentType(text: string): boolean {
  for (let at = text.indexOf('<!'); at >= 0; at = text.indexOf('<!', at)) {
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<![CDATA[', at) ? ']]>' : null;
    if (end === null) return true;
    const closed = text.indexOf(end, at);
    if (closed < 0) return false;
    at = closed + end.length;
  }
  return false;
}

/** In the character set of the Content-Type, or else of the XML declaration. */
function decode(body: Buffer, charset: string | null): string {
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(body.subarray(0, 200).toString('latin1'));
  const label = charset ?? declared?.[1] ?? 'utf-8';
  const decoder = decoderOf(label);
  try {
    return decoder.decode(body);
  } catch {
    throw refused(`it is not ${label}.`);
  }
}

function decoderOf(label: string) {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    throw new BodyRefused(415, `The character set ${label} is not known.`);
  }
}
