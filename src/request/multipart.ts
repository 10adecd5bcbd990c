import type { IncomingMessage } from 'node:http';
import type { BusboyHeaders, BusboyInstance } from '@fastify/busboy';
import { BodyRefused } from './body-refused.js';
import { receive } from './receive.js';

export interface MultipartLimits {
  readonly body_bytes: number;
  readonly file_bytes: number;
  /** Fields and files together. */
  readonly parts: number;
  readonly field_bytes: number;
  readonly field_name_bytes: number;
  /** How long the body may take to arrive. */
  readonly body_ms: number;
}

export interface Multipart {
  /** In their order; a name may come several times. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** By the names of their fields. The name of a file is as it was sent, and empty when it was sent without one. */
  readonly files: ReadonlyMap<string, { readonly name: string; readonly content: Buffer }>;
}

/**
 * Reads multipart/form-data.
 * @throws BodyRefused
 */
export async function receiveMultipart(request: IncomingMessage, limits: MultipartLimits): Promise<Multipart> {
  const parser = await parserOf(request, limits);
  const fields: [string, string][] = [];
  const files = new Map<string, { name: string; content: Buffer }>();
  let refusal: BodyRefused | null = null;
  const refuse = (status: 400 | 413, message: string) => {
    refusal ??= new BodyRefused(status, message);
  };

  const isNameTooLong = (name: string): boolean => {
    // The parser itself cuts the names of URL-encoded fields alone.
    const tooLong = Buffer.byteLength(name) > limits.field_name_bytes;
    if (tooLong) refuse(413, `The name of a field is longer than ${limits.field_name_bytes} bytes.`);
    return tooLong;
  };

  parser.on('field', (name, value, _nameTruncated, valueTruncated) => {
    if (isNameTooLong(String(name))) return;
    if (valueTruncated) return refuse(413, `The field ${name} is larger than ${limits.field_bytes} bytes.`);
    fields.push([String(name), String(value)]);
  });
  parser.on('file', (field, stream, name) => {
    const chunks: Buffer[] = [];
    if (isNameTooLong(field)) return void stream.resume();
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('limit', () => refuse(413, `The file ${field} is larger than ${limits.file_bytes} bytes.`));
    stream.on('error', () => refuse(400, `The file ${field} is cut off.`));
    stream.on('end', () => {
      const content = Buffer.concat(chunks);
      // What a browser sends for a file field in which nothing was chosen.
      if (!name && content.length === 0) return;
      if (files.has(field))
        return refuse(400, `There are two files in the field ${field}; give each a field of its own.`);
      files.set(field, { name: name ?? '', content });
    });
  });
  parser.on('partsLimit', () => refuse(413, `There are more than ${limits.parts} parts.`));

  const finished = new Promise<void>((resolve) => {
    parser.on('finish', resolve);
    parser.on('error', (error) => {
      refuse(400, `The request is not multipart/form-data: ${(error as Error).message}.`);
      resolve();
    });
  });
  const bytes = await receive(request, { bytes: limits.body_bytes, milliseconds: limits.body_ms }, (chunk) => {
    if (refusal) throw refusal;
    parser.write(chunk);
  });
  if (bytes === 0) return { fields, files };
  parser.end();
  await finished;
  if (refusal) throw refusal;
  return { fields, files };
}

async function parserOf(request: IncomingMessage, limits: MultipartLimits): Promise<BusboyInstance> {
  const { Busboy } = await import('@fastify/busboy');
  try {
    return new Busboy({
      headers: request.headers as BusboyHeaders,
      limits: {
        fileSize: limits.file_bytes,
        fieldSize: limits.field_bytes,
        parts: limits.parts,
      },
    });
  } catch (error) {
    throw new BodyRefused(400, `The request is not multipart/form-data: ${(error as Error).message}.`);
  }
}
