/** What is wrong with a file of the catalogue, and where. Lines and columns count from 1; 0 where the file as a whole is meant. */
export interface CatalogueProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** As compilers write it: `buildhelper/crm.yaml:12:7: …`. */
export const problemText = ({ file, line, column, message }: CatalogueProblem): string =>
  line === 0 ? `${file}: ${message}` : `${file}:${line}:${column}: ${message}`;
