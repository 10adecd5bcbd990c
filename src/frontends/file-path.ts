import { FrontendError } from './frontend-error.js';
import { FRONTEND_LIMITS } from './frontend-limits.js';

/** What means something else in an address, or on the disk of whoever unpacks the zip. */
const FORBIDDEN = /[%?#:*"<>|]/;
/** What cannot be seen, or makes a name look like another one; of white space, there is the blank alone. */
const UNSEEN = /[^\P{C}]|[^\P{Z} ]/u;
/** Names that are devices on Windows, whatever follows a dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * Whether a text is the path of a file within a frontend: relative, and in the one way to write it, so that a file has one path
 * alone. @throws FrontendError `bad_path`
 */
export function checkFilePath(path: string): void {
  const problem = pathProblem(path);
  if (problem) throw new FrontendError('bad_path', `The path ${shown(path)} ${problem}`);
}

function pathProblem(path: string): string | null {
  if (path === '') return 'is empty.';
  if (path.includes('\0')) return 'holds a NUL.';
  if (path.includes('\\')) return 'holds a backslash; folders are separated by /.';
  if (path.startsWith('/')) return 'is absolute; it must be relative to the frontend, such as images/logo.svg.';
  if (/^[a-z]:/i.test(path)) return 'begins with a drive letter; it must be relative to the frontend.';
  if (UNSEEN.test(path)) return 'holds characters that cannot be seen.';
  const forbidden = FORBIDDEN.exec(path)?.[0];
  if (forbidden === '%') return 'holds a percent sign; write the characters themselves, not percent-encoded.';
  if (forbidden) return `holds ${forbidden}, which cannot stand in the name of a file.`;
  if (path.normalize('NFC') !== path) return 'is not in the Unicode normal form NFC.';
  if (Buffer.byteLength(path) > FRONTEND_LIMITS.path_bytes)
    return `is longer than ${FRONTEND_LIMITS.path_bytes} bytes.`;
  for (const segment of path.split('/')) {
    if (segment === '') return 'has a segment that is empty.';
    if (segment === '.' || segment === '..') return 'holds . or .. as a segment; a file lies within the frontend.';
    if (segment.startsWith('.')) return `holds ${segment}, which begins with a dot; such files are not served.`;
    if (/^ |[ .]$/.test(segment)) return `holds "${segment}", which begins or ends with a blank, or ends with a dot.`;
    if (DEVICE.test(segment)) return `holds ${segment}, which is the name of a device on Windows.`;
  }
  return null;
}

/** As it can stand in a message. */
const shown = (path: string): string => JSON.stringify(path.length > 100 ? `${path.slice(0, 100)}…` : path);

/**
 * Whether a path can stand beside others: two that differ in capitals alone are one file for many who unpack the zip, and nothing
 * is a file and a folder at once. @throws FrontendError `bad_path`
 */
export function checkBeside(path: string, others: Iterable<string>): void {
  const lower = path.toLowerCase();
  for (const other of others) {
    if (other === path) continue;
    const lowerOther = other.toLowerCase();
    if (lowerOther === lower)
      throw new FrontendError('bad_path', `The path ${shown(path)} differs from ${shown(other)} in capitals alone.`);
    if (lowerOther.startsWith(`${lower}/`) || lower.startsWith(`${lowerOther}/`))
      throw new FrontendError('bad_path', `The paths ${shown(path)} and ${shown(other)} would be a file and a folder.`);
  }
}
