import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** The same in every zip, so that the same files make the same zip: the first moment that a zip can name. */
const mtime = new Date(1980, 0, 1);

/** A zip of files, in the order of their paths. */
export function zipped(files: readonly { readonly path: string; readonly content: Buffer }[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { path, content } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1)))
    zip.addBuffer(content, path, { mtime, mode: 0o100644, forceDosTimestamp: true });
  zip.end();
  return buffer(zip.outputStream);
}
