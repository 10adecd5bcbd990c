import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { InputFile } from '../engine/runner.js';
import { BodyRefused } from '../request/body-refused.js';
import { receive } from '../request/receive.js';
import type { DoorLimits } from './door-limits.js';
import { DEFAULT_FILE_NAME } from './file-name.js';
import { FormFields } from './form-fields.js';

/**
 * Reads multipart/form-data: fields become the payload, files are kept by the name of their field.
 * @throws BodyRefused
 */
export async function readMultipart(
  request: IncomingMessage,
  limits: DoorLimits,
): Promise<{ payload: unknown; files: Record<string, InputFile> }> {
  const parser = parserOf(request, limits);
  const fields = new FormFields();
  const files = new Map<string, InputFile>();
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
    fields.add(String(name), String(value));
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
      files.set(field, { name: name || DEFAULT_FILE_NAME, content });
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
  if (bytes === 0) return { payload: {}, files: {} };
  parser.end();
  await finished;
  if (refusal) throw refusal;
  return { payload: fields.toObject(), files: Object.fromEntries(files) };
}

function parserOf(request: IncomingMessage, limits: DoorLimits): BusboyInstance {
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
