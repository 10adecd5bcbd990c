import { kinds } from '../queries/kind.js';
import { answering } from './answering.js';
import type { Handler } from './handler.js';

export const searchIntegration: Handler<'search_integration'> = (call, input) => {
  const context = {
    integrationId: call.integration.id,
    pattern: input.pattern,
    kinds: input.components ?? kinds,
    caseSensitive: input.case_sensitive,
    contextLines: input.context_lines,
    signal: call.signal,
  };
  return answering(call, call.queries.components.search(context));
};
