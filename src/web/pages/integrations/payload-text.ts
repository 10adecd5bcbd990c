import { BodyRefused } from '../../../request/body-refused.js';
import { parseJson } from '../../../request/json.js';

/** What a field for a payload holds, or where it stops being JSON. */
export type PayloadText =
  | { readonly payload: unknown; readonly problem: null }
  | { readonly payload: null; readonly problem: string };

/** An empty text is an empty object. */
export function payloadOf(text: string): PayloadText {
  if (text.trim() === '') return { payload: {}, problem: null };
  try {
    return { payload: parseJson(Buffer.from(text.replaceAll('\r\n', '\n'))), problem: null };
  } catch (error) {
    if (!(error instanceof BodyRefused)) throw error;
    return { payload: null, problem: error.message.replace(/^The request/, 'The payload') };
  }
}
