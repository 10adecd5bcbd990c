import type { IncomingMessage } from 'node:http';
import type { InputFile } from '../engine/runner.js';
import { receiveMultipart } from '../request/multipart.js';
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
  const { fields, files } = await receiveMultipart(request, limits);
  const named = [...files].map(([field, { name, content }]) => [field, { name: name || DEFAULT_FILE_NAME, content }]);
  return { payload: FormFields.of(fields), files: Object.fromEntries(named) };
}
