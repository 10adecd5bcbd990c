import { useContext } from 'preact/hooks';
import { VisitContext } from '../visit-context.js';
import { Notice } from './notice.js';

/** What the last form did: the address says it by a key, `?done=saved`, and the page has a text for that. */
export function DoneNotice({ texts }: { texts: Readonly<Record<string, string>> }) {
  const key = useContext(VisitContext)?.query.get('done') ?? '';
  return Object.hasOwn(texts, key) ? <Notice kind="done">{texts[key]}</Notice> : null;
}
