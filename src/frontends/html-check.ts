import {
  type DefaultTreeAdapterMap,
  defaultTreeAdapter,
  InsertionMode,
  Parser,
  type ParserOptions,
  type Token,
  Tokenizer,
} from 'parse5';
import { FrontendError } from './frontend-error.js';
import type { MarkupProblem } from './markup-problem.js';
import { type MarkupPlace, MarkupWatch } from './markup-watch.js';

/** A page that a person has made has fewer; to build more of them takes a parser longer and longer. */
const MOST_ELEMENTS = 50_000;
const DEEPEST_ELEMENT = 500;

/** What a <select> may hold for all browsers. Some drop everything else, as this parser does, and some do not any more. */
const IN_SELECT: ReadonlySet<string> = new Set(['option', 'optgroup', 'hr', 'script', 'template']);
const SELECT_MODES: ReadonlySet<InsertionMode> = new Set([InsertionMode.IN_SELECT, InsertionMode.IN_SELECT_IN_TABLE]);

/** Reads HTML as a browser does, and lets a watch see every tag, also those that the browser would drop or move. */
class WatchedParser extends Parser<DefaultTreeAdapterMap> {
  watch: MarkupWatch | null = null;
  /** Whether browsers of other years would read it in another way. */
  isDisputed = false;

  override onStartTag(token: Token.TagToken): void {
    this.watch?.startTag(token, this.tokenizer.inForeignNode);
    this.isDisputed ||= SELECT_MODES.has(this.insertionMode) && !IN_SELECT.has(token.tagName);
    super.onStartTag(token);
  }
  override onEndTag(token: Token.TagToken): void {
    this.watch?.endTag(token.tagName);
    super.onEndTag(token);
  }
  override onCharacter(token: Token.CharacterToken): void {
    this.watch?.text(token.chars);
    super.onCharacter(token);
  }
  override onWhitespaceCharacter(token: Token.CharacterToken): void {
    this.watch?.text(token.chars);
    super.onWhitespaceCharacter(token);
  }
  override onComment(token: Token.CommentToken): void {
    this.watch?.comment(token);
    super.onComment(token);
  }
  override onEof(token: Token.EOFToken): void {
    this.watch?.end();
    super.onEof(token);
  }
}

/**
 * Every script in an HTML file. @throws FrontendError `bad_file` when it is nested too deep, or has too many elements, to be read
 */
export function htmlProblems(html: string, place: MarkupPlace): MarkupProblem[] {
  const parser = new WatchedParser({ sourceCodeLocationInfo: true, treeAdapter: countingAdapter(place.path) });
  const watch = new MarkupWatch(place, htmlProblems, 'own files');
  parser.watch = watch;
  parser.tokenizer.write(html, true);
  if (!parser.isDisputed) return watch.problems;
  const isKnown = ({ line, column }: MarkupProblem) =>
    watch.problems.some((known) => known.line === line && known.column === column);
  return [...watch.problems, ...tagProblems(html, place).filter((problem) => !isKnown(problem))];
}

/** Every script in whatever looks like a tag, also where it would be text, as in a <title>. */
function tagProblems(html: string, place: MarkupPlace): MarkupProblem[] {
  const watch = new MarkupWatch(place, htmlProblems, 'own files');
  const text = ({ chars }: Token.CharacterToken) => watch.text(chars);
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: (token) => watch.startTag(token, false),
      onEndTag: ({ tagName }) => watch.endTag(tagName),
      onCharacter: text,
      onWhitespaceCharacter: text,
      onNullCharacter: text,
      onComment: (token) => watch.comment(token),
      onDoctype: () => undefined,
      onEof: () => watch.end(),
    },
  );
  tokenizer.write(html, true);
  return watch.problems;
}

function countingAdapter(path: string): NonNullable<ParserOptions<DefaultTreeAdapterMap>['treeAdapter']> {
  let elements = 0;
  let depth = 0;
  return {
    ...defaultTreeAdapter,
    createElement(...given) {
      if (++elements > MOST_ELEMENTS)
        throw new FrontendError('bad_file', `${path} holds more than ${MOST_ELEMENTS} elements.`);
      return defaultTreeAdapter.createElement(...given);
    },
    onItemPush() {
      if (++depth > DEEPEST_ELEMENT)
        throw new FrontendError('bad_file', `${path} is nested deeper than ${DEEPEST_ELEMENT} elements.`);
    },
    onItemPop() {
      depth--;
    },
  };
}
