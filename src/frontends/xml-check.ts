import { type Token, Tokenizer } from 'parse5';
import type { MarkupProblem } from './markup-problem.js';
import { type MarkupPlace, MarkupWatch } from './markup-watch.js';

/** Without declarations of its own: an entity may stand for a script, and an attribute have one by default. */
const DOCTYPE = /^<!DOCTYPE\s+[\w:.-]+(\s+(PUBLIC\s+"[^"<>]*"\s+"[^"<>]*"|SYSTEM\s+"[^"<>]*"))?\s*>$/;
const XML_DECLARATION = /^<\?xml\s[^<>]*\?>$/;

/**
 * Every script in an SVG, XHTML or XML file. Unlike HTML, XML knows no elements whose content is not markup, so each tag is one
 * wherever it stands; and what HTML and XML would see in different ways is refused.
 */
export function xmlProblems(xml: string, place: MarkupPlace, scripts: 'own files' | 'refused'): MarkupProblem[] {
  const watch = new MarkupWatch(place, (markup, within) => xmlProblems(markup, within, scripts), scripts);
  const sourceOf = ({ startOffset = 0, endOffset = 0 }: Partial<Token.Location> = {}) =>
    xml.slice(startOffset, endOffset);
  const text = ({ chars }: Token.CharacterToken) => watch.text(chars);
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: (token) => {
        watch.startTag(token, false, true);
        if (token.selfClosing) watch.endTag(token.tagName);
      },
      onEndTag: (token) => watch.endTag(token.tagName),
      onCharacter: text,
      onWhitespaceCharacter: text,
      onNullCharacter: text,
      onEof: () => watch.end(),
      onComment: (token) => {
        const source = sourceOf(token.location ?? {});
        if (/^<!--.*-->$/s.test(source)) return watch.comment(token);
        const isDeclaration = token.location?.startOffset === 0 && XML_DECLARATION.test(source);
        if (!isDeclaration)
          watch.refuse(token.location, 'processing instructions and declarations may run a script; leave them out');
      },
      onDoctype: ({ location }) => {
        if (!DOCTYPE.test(sourceOf(location ?? {})))
          watch.refuse(location, 'a document type with declarations may hold a script; leave it out');
      },
    },
  );
  // Text between <![CDATA[ and ]]> is no markup.
  tokenizer.inForeignNode = true;
  tokenizer.write(xml, true);
  return watch.problems;
}
