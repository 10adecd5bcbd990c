import type { Content, InputRequired } from './handler.js';

/** What the wire is given back; it knows how each protocol era says it. */
export type Outcome =
  | { readonly kind: 'output'; readonly value: unknown; readonly text: string }
  | { readonly kind: 'content'; readonly content: Content }
  | { readonly kind: 'input_required'; readonly ask: InputRequired }
  | { readonly kind: 'error'; readonly text: string };

/** In bytes, as JSON. */
export function sizeOf(outcome: Outcome): number {
  if (outcome.kind === 'output' || outcome.kind === 'error') return Buffer.byteLength(outcome.text);
  return Buffer.byteLength(JSON.stringify(outcome.kind === 'content' ? outcome.content.blocks : outcome.ask.questions));
}
