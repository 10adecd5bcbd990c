/** An address that no gateway has, to find out where a relative one leads. */
const BASE = 'http://frontend.invalid';

/** Types of <script> that hold data, which browsers do not run. */
const DATA_TYPE = /^application\/([\w.-]+\+)?json$/;

export const isDataBlock = (type: string | undefined): boolean => DATA_TYPE.test((type ?? '').trim().toLowerCase());

/**
 * What is wrong with the src of a <script>; null when it leads to a file of the same frontend.
 * @param folder `/frontends/mock-crm/`
 * @param path of the file in which it stands
 */
export function scriptSourceProblem(src: string, folder: string, path: string): string | null {
  if (!URL.canParse(src, BASE + folder + path)) return 'src is no address';
  const { origin, pathname } = new URL(src, BASE + folder + path);
  if (origin !== BASE || /^\s*[/\\]{2}/.test(src))
    return 'a script must be a file of this frontend, not one of another site or a data: address; name it by its path';
  if (!pathname.startsWith(folder)) return `a script must be a file of this frontend, below ${folder}`;
  return null;
}
