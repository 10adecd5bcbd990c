import type { Token } from 'parse5';
import type { MarkupProblem } from './markup-problem.js';
import { scriptAddress } from './script-address.js';
import { isDataBlock, scriptSourceProblem } from './script-element.js';

type Tag = Token.TagToken;

/** Where a piece of markup stands in its file, and which. */
export interface MarkupPlace {
  /** `/frontends/mock-crm/` */
  readonly folder: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** How many pieces of markup it stands within. */
  readonly depth: number;
  /** How many pieces the whole file has had so far; all places in it share it. */
  readonly pieces: { count: number };
}

/** Checks markup that is kept in other markup, where it cannot be run as it is: in a comment, in srcdoc. */
export type CheckWithin = (markup: string, place: MarkupPlace) => MarkupProblem[];

/** What is told of a file after that many. */
const MOST_PROBLEMS = 50;
const DEEPEST = 3;
/** Comments and attributes that hold markup; each is read by a reader of its own, which takes its time. */
const MOST_PIECES = 10_000;

/** Looks at each tag, text and comment of a file as its reader comes to it, and notes scripts (domain.md 1.2, 7). */
export class MarkupWatch {
  readonly problems: MarkupProblem[] = [];
  readonly #seen = new Set<string>();
  /** The <script> or <noscript> that is open, and its text so far. */
  #open: { readonly tag: Tag; text: string; readonly from: { line: number; column: number } } | null = null;

  constructor(
    private readonly place: MarkupPlace,
    private readonly checkWithin: CheckWithin,
    /** `refused`: no script element at all. */
    private readonly scripts: 'own files' | 'refused',
  ) {}

  /** @param foreign whether it stands in SVG or MathML */
  startTag(token: Tag, foreign: boolean, isXml = false): void {
    const tag = isXml ? localOf(token.tagName) : token.tagName;
    const values = new Map(token.attrs.map(({ name, value }) => [localOf(name).toLowerCase(), value]));
    for (const { name, value } of token.attrs) this.#attribute(token, tag, name, value, values);
    const isRefused = tag === 'script' && this.#refuseScript(token, values, foreign);
    if (tag === 'base' && values.has('href'))
      this.#note(token, tag, 'href', 'the policy of frontends lets no base address hold; write the whole path');
    if ((tag === 'script' && !isRefused) || tag === 'noscript') {
      const at = token.location;
      this.#open = { tag: token, text: '', from: { line: at?.endLine ?? 1, column: at?.endCol ?? 1 } };
    }
  }

  #attribute(token: Tag, tag: string, name: string, value: string, values: ReadonlyMap<string, string>): void {
    const attribute = localOf(name).toLowerCase();
    const note = (problem: string) => this.#note(token, tag, name, problem);
    if (/^on[a-z]+$/.test(attribute)) note('an event handler is a script; add a listener in a .js file instead');
    const isAddress = !(tag === 'script' && attribute === 'src');
    const isUsed = tag !== 'meta' || /refresh/i.test(values.get('http-equiv') ?? '');
    const problem = isAddress && isUsed ? scriptAddress(tag, attribute, value) : null;
    if (problem) note(problem);
    if (!value.includes('<')) return;
    // The page of a frame (srcdoc), a template that a script uses, or what another reader of HTML takes for no attribute at all.
    // Entities have been decoded, so that places within mean nothing: the attribute's own is told.
    for (const within of this.#within(value, { line: 1, column: 1 }))
      note(`it holds <${within.tag}>: ${within.problem}`);
  }

  /** Whether it is refused for what it is, or where it comes from. */
  #refuseScript(token: Tag, values: ReadonlyMap<string, string>, foreign: boolean): boolean {
    const src = values.get('src');
    const isInPicture = foreign || this.scripts === 'refused' || values.has('href');
    const problem = isInPicture
      ? 'a picture, or other XML, holds no script'
      : src !== undefined && scriptSourceProblem(src, this.place.folder, this.place.path);
    if (!problem) return false;
    this.#note(token, 'script', isInPicture ? undefined : 'src', problem);
    return true;
  }

  text(text: string): void {
    if (this.#open) this.#open.text += text;
  }

  endTag(tagName: string): void {
    if (this.#open && localOf(tagName) === localOf(this.#open.tag.tagName)) this.end();
  }

  /** What was open is over. */
  end(): void {
    if (!this.#open) return;
    const { tag, text, from } = this.#open;
    this.#open = null;
    if (localOf(tag.tagName) === 'noscript') {
      this.problems.push(...this.#within(text, from));
      return;
    }
    const type = tag.attrs.find(({ name }) => name === 'type')?.value;
    if (text.trim() !== '' && !isDataBlock(type))
      this.#note(tag, 'script', undefined, 'a script stands in a .js file, which the page names with src');
  }

  /** A comment is not run. What it would be without its marks is checked all the same, so that nobody brings a script to life. */
  comment({ data, location }: Token.CommentToken): void {
    if (!data.includes('<')) return;
    this.problems.push(
      ...this.#within(data, { line: location?.startLine ?? 1, column: (location?.startCol ?? 1) + 4 }),
    );
  }

  #within(markup: string, { line, column }: { line: number; column: number }): MarkupProblem[] {
    if (this.problems.length >= MOST_PROBLEMS) return [];
    const { place } = this;
    const within = {
      ...place,
      line: place.line + line - 1,
      column: line === 1 ? place.column + column - 1 : column,
      depth: place.depth + 1,
    };
    place.pieces.count++;
    const isTooMuch = place.pieces.count > MOST_PIECES;
    if (within.depth <= DEEPEST && !isTooMuch) return this.checkWithin(markup, within);
    const problem = isTooMuch
      ? `more than ${MOST_PIECES} comments and attributes hold markup`
      : 'comments and pages stand within each other too often';
    return [{ tag: '!', line: within.line, column: within.column, problem }];
  }

  /** Something else that is wrong at a place in this piece of markup. */
  refuse(location: Token.Location | null, problem: string): void {
    this.#noteAt('!', undefined, location, problem);
  }

  #note(token: Tag, tag: string, attribute: string | undefined, problem: string, at?: Token.Location): void {
    const place = at ?? (attribute === undefined ? undefined : token.location?.attrs?.[attribute]) ?? token.location;
    this.#noteAt(tag, attribute, place, problem);
  }

  #noteAt(tag: string, attribute: string | undefined, at: Token.Location | null, problem: string): void {
    const { startLine = 1, startCol = 1 } = at ?? {};
    const line = this.place.line + startLine - 1;
    const column = startLine === 1 ? this.place.column + startCol - 1 : startCol;
    const key = `${line}:${column}:${attribute}:${problem}`;
    // The reader may come to a tag twice, when it finds out that it stands elsewhere.
    if (this.#seen.has(key) || this.problems.length >= MOST_PROBLEMS) return;
    this.#seen.add(key);
    this.problems.push({ tag, ...(attribute !== undefined && { attribute }), line, column, problem });
  }
}

/** `xlink:href` is a `href` wherever it counts. */
const localOf = (name: string): string => name.slice(name.lastIndexOf(':') + 1);
