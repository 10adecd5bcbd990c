import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { checkFilePath } from './file-path.js';
import { FrontendError } from './frontend-error.js';
import { FRONTEND_LIMITS, type FrontendLimits } from './frontend-limits.js';

/** What systems put into every zip, and nobody wants to have in it. */
const LITTER = /^__MACOSX\/|(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/i;

/** For each file a zip may hold a folder, and what its maker's system adds. */
const ENTRIES_A_FILE = 3;

const LOCAL_HEADER_BYTES = 30;

/** The kinds of files of Unix, in the upper half of an entry's attributes. */
const KIND = 0o170000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;
const LINK = 0o120000;

const STORED = 0;
const DEFLATED = 8;

interface Found {
  readonly path: string;
  readonly entry: Entry;
}

/**
 * The files of a zip by their paths. Nothing that its headers say is trusted: no more is inflated than may be stored.
 * @throws FrontendError `bad_file`, `bad_path`, `limit_reached`
 */
export async function unzipped(
  zip: Buffer,
  limits: FrontendLimits = FRONTEND_LIMITS,
): Promise<ReadonlyMap<string, Buffer>> {
  if (zip.length > limits.zip_bytes)
    throw new FrontendError('limit_reached', `The zip has ${zip.length} bytes; ${limits.zip_bytes} are the most.`);
  const opened = await readable(fromBufferPromise(zip, { lazyEntries: true, decodeStrings: false }));
  const most = limits.files * ENTRIES_A_FILE;
  if (opened.entryCount > most)
    throw new FrontendError('limit_reached', `The zip has ${opened.entryCount} entries; ${most} are the most.`);
  const found = await entriesOf(opened);
  if (found.length > limits.files)
    throw new FrontendError('limit_reached', `The zip has ${found.length} files; ${limits.files} are the most.`);
  checkOverlap(found);
  const files = new Map<string, Buffer>();
  let total = 0;
  for (const { path, entry } of found) {
    const content = await contentOf(
      opened,
      path,
      entry,
      Math.min(limits.file_bytes, limits.total_bytes - total),
      limits,
    );
    total += content.length;
    files.set(path, content);
    await setImmediate();
  }
  return files;
}

async function entriesOf(zip: ZipFile): Promise<Found[]> {
  const found: Found[] = [];
  const paths = new Set<string>();
  const entries = zip.eachEntry();
  for (;;) {
    const next = await readable(entries.next());
    if (next.done) return found;
    const entry = next.value;
    // With `strict`, a backslash stays one, and is refused with the path.
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true).normalize(
      'NFC',
    );
    if (LITTER.test(name)) continue;
    const isFolder = name.endsWith('/');
    checkFilePath(isFolder ? name.slice(0, -1) : name);
    checkKind(entry, name, isFolder);
    if (isFolder) continue;
    if (paths.has(name)) throw new FrontendError('bad_file', `The zip holds ${name} twice.`);
    paths.add(name);
    found.push({ path: name, entry });
  }
}

function checkKind(entry: Entry, name: string, isFolder: boolean): void {
  const refuse = (problem: string): never => {
    throw new FrontendError('bad_file', `The zip’s entry ${name} ${problem}.`);
  };
  const kind = (entry.externalFileAttributes >>> 16) & KIND;
  if (kind === LINK) refuse('is a link; put the file itself into the zip');
  if (kind !== 0 && kind !== (isFolder ? FOLDER : REGULAR)) refuse(`is no ${isFolder ? 'folder' : 'regular file'}`);
  if (entry.isEncrypted()) refuse('is encrypted');
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    refuse(`is compressed in a way (${entry.compressionMethod}) that is not known; use Deflate`);
}

/** A zip whose entries share their bytes holds far more than it seems to. */
function checkOverlap(found: readonly Found[]): void {
  const placed = found.toSorted((a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const { path, entry } of placed) {
    if (entry.relativeOffsetOfLocalHeader < end)
      throw new FrontendError('bad_file', `The zip’s entry ${path} lies within another one.`);
    end = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize;
  }
}

async function contentOf(
  zip: ZipFile,
  path: string,
  entry: Entry,
  most: number,
  limits: FrontendLimits,
): Promise<Buffer> {
  const tooLarge = () =>
    new FrontendError(
      'limit_reached',
      most < limits.file_bytes
        ? `The files of the zip have more than ${limits.total_bytes} bytes together.`
        : `The zip’s entry ${path} has more than ${limits.file_bytes} bytes.`,
    );
  if (entry.uncompressedSize > most) throw tooLarge();
  const stream = await readable(zip.openReadStreamPromise(entry));
  const chunks: Buffer[] = [];
  let bytes = 0;
  const read = async () => {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > most) throw tooLarge();
      chunks.push(chunk);
    }
  };
  await readable(read());
  const content = Buffer.concat(chunks);
  if (checksum(content) !== entry.crc32) throw new FrontendError('bad_file', `The zip’s entry ${path} is damaged.`);
  return content;
}

const checksum = (content: Buffer): number => crc32(content);

/** What yauzl says of a zip that cannot be read, as an error for whoever has sent it. */
async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof FrontendError) throw error;
    throw new FrontendError('bad_file', `That is no zip that can be read: ${(error as Error).message}.`);
  }
}
