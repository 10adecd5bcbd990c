import { readFileSync } from 'node:fs';

const FILES = ['index.html', 'styles.css', 'script.js'] as const;
/** What a frontend is called in the files as they are kept. */
const CALLED = 'New frontend';

/**
 * The files of a new frontend, by their paths (domain.md 1.2).
 * @param name of letters, digits, blanks and dashes, so that it means nothing else in HTML
 */
export const boilerplate = (projectDir: string, name: string): ReadonlyMap<string, Buffer> =>
  new Map(
    FILES.map((file) => {
      const text = readFileSync(`${projectDir}/examples/frontends/boilerplate/${file}`, 'utf8');
      return [file, Buffer.from(text.replaceAll(CALLED, name))];
    }),
  );
