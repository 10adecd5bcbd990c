import { createHash } from 'node:crypto';
import type { NewFile } from '../queries/frontends.js';
import { checkedAs, contentTypeOf, isText } from './content-type.js';
import { checkFilePath } from './file-path.js';
import { FrontendError } from './frontend-error.js';
import { FRONTEND_LIMITS } from './frontend-limits.js';
import { folderOf } from './frontend-name.js';
import { htmlProblems } from './html-check.js';
import { type MarkupProblem, problemText } from './markup-problem.js';
import { xmlProblems } from './xml-check.js';

/** How many problems the message itself tells; the details hold the others. */
const TOLD = 5;

/**
 * A file as it can be stored in a frontend: its path is one, and it holds no script where none may be.
 * @throws FrontendError `bad_path`, `bad_file`, `limit_reached`
 */
export function frontendFile(frontendPath: string, path: string, content: Buffer): NewFile {
  checkFilePath(path);
  const { file_bytes } = FRONTEND_LIMITS;
  if (content.length > file_bytes)
    throw new FrontendError('limit_reached', `${path} has ${content.length} bytes; ${file_bytes} are the most.`);
  const problems = problemsOf(frontendPath, path, content);
  if (problems.length > 0) throw badMarkup(path, problems);
  const digest = createHash('sha256').update(content).digest('hex');
  return { path, type: contentTypeOf(path), content, size: content.length, digest };
}

function problemsOf(frontendPath: string, path: string, content: Buffer): MarkupProblem[] {
  const checked = checkedAs(path);
  if (checked === null) {
    if (isText(contentTypeOf(path))) textOf(path, content);
    return [];
  }
  if (content.length > FRONTEND_LIMITS.checked_bytes)
    throw new FrontendError(
      'limit_reached',
      `${path} has ${content.length} bytes; of a file that is checked for scripts, ${FRONTEND_LIMITS.checked_bytes} are the most.`,
    );
  const text = textOf(path, content);
  const place = { folder: folderOf(frontendPath), path, line: 1, column: 1, depth: 0, pieces: { count: 0 } };
  if (checked === 'html') return htmlProblems(text, place);
  return xmlProblems(text, place, checked === 'xhtml' ? 'own files' : 'refused');
}

function textOf(path: string, content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new FrontendError('bad_file', `${path} is not text in UTF-8, which its ending says it is.`);
  }
}

function badMarkup(path: string, problems: readonly MarkupProblem[]): FrontendError {
  const told = problems.slice(0, TOLD).map(problemText);
  const more = problems.length > TOLD ? [`And ${problems.length - TOLD} more.`] : [];
  return new FrontendError('bad_file', [`${path} holds scripts:`, ...told, ...more].join(' '), { problems });
}
