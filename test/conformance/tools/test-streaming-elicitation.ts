import { acceptedContent, inputRequired } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { InputRequired } from '../../../src/mcp/handler.js';
import type { Handler } from './handler.js';
import { text } from './text.js';

const Confirmation = z.object({ ok: z.boolean() });

export const testStreamingElicitation: Handler<'test_streaming_elicitation'> = async ({ answers, progress }) => {
  const confirmation = acceptedContent(answers, 'confirm', Confirmation);
  if (confirmation) return text(confirmation.ok ? 'Confirmed.' : 'Not confirmed.');
  await progress(50, 100, 'Half way; the rest needs a confirmation');
  return new InputRequired({
    confirm: inputRequired.elicit({ message: 'Please confirm', requestedSchema: Confirmation }),
  });
};
