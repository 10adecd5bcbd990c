import type { IncomingMessage } from 'node:http';
import type { RunInput } from '../engine/runner.js';
import { BodyRefused } from '../request/body-refused.js';
import { parseJson } from '../request/json.js';
import { receiveAll } from '../request/receive.js';
import type { DoorLimits } from './door-limits.js';
import { fileNameOf } from './file-name.js';
import { FormFields } from './form-fields.js';
import { readMultipart } from './multipart-body.js';

export type Body = Pick<RunInput, 'payload' | 'files'>;

const EMPTY: Body = { payload: {}, files: {} };

/**
 * What a request brings, by its method and Content-Type (domain.md 8).
 * @throws BodyRefused
 */
export async function readBody(request: IncomingMessage, method: string, limits: DoorLimits): Promise<Body> {
  if (method === 'GET' || method === 'DELETE' || !hasBody(request)) return EMPTY;
  const encoding = request.headers['content-encoding'];
  if (encoding && encoding.toLowerCase() !== 'identity')
    throw new BodyRefused(415, `The Content-Encoding is ${encoding}; the body must come as it is.`);
  const body = await readByType(request, limits);
  const files = Object.keys(body.files).length;
  if (method !== 'POST' && files > 1) throw new BodyRefused(415, `${method} takes one file, and there are ${files}.`);
  return body;
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

async function readByType(request: IncomingMessage, limits: DoorLimits): Promise<Body> {
  const { type, charset } = contentTypeOf(request.headers['content-type'] ?? '');
  const all = (bytes: number) => receiveAll(request, { bytes, milliseconds: limits.body_ms });
  switch (type) {
    case 'application/json': {
      if (charset && !/^(utf-?8|us-ascii)$/i.test(charset)) throw new BodyRefused(415, 'JSON must come in UTF-8.');
      const bytes = await all(limits.body_bytes);
      return bytes.length === 0 ? EMPTY : { payload: parseJson(bytes), files: {} };
    }
    case 'application/xml':
    case 'text/xml': {
      const bytes = await all(limits.xml_bytes);
      if (bytes.length === 0) return EMPTY;
      const { parseXml } = await import('./xml-body.js');
      return { payload: parseXml(bytes, charset, limits), files: {} };
    }
    case 'application/x-www-form-urlencoded':
      return { payload: formOf(await all(limits.body_bytes), limits), files: {} };
    case 'multipart/form-data':
      return readMultipart(request, limits);
    default: {
      const content = await all(limits.file_bytes);
      if (content.length === 0) return EMPTY;
      const name = fileNameOf(request.headers['content-disposition']);
      return { payload: {}, files: Object.fromEntries([[name, { name, content }]]) };
    }
  }
}

function contentTypeOf(header: string): { type: string; charset: string | null } {
  const type = (header.split(';')[0] ?? '').trim().toLowerCase();
  return { type, charset: /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(header)?.[1] ?? null };
}

const AMPERSAND = 0x26;

function formOf(body: Buffer, { form_fields, field_bytes, field_name_bytes }: DoorLimits): Body['payload'] {
  let fields = 1;
  for (const byte of body) if (byte === AMPERSAND) fields++;
  if (fields > form_fields) throw new BodyRefused(413, `There are more than ${form_fields} fields.`);
  const search = new URLSearchParams(body.toString());
  for (const [name, value] of search) {
    if (Buffer.byteLength(name) > field_name_bytes)
      throw new BodyRefused(413, `The name of a field is longer than ${field_name_bytes} bytes.`);
    if (Buffer.byteLength(value) > field_bytes)
      throw new BodyRefused(413, `The field ${name} is larger than ${field_bytes} bytes.`);
  }
  return FormFields.of(search);
}
