import { Content } from '../../../src/mcp/handler.js';

/** An answer of one text. */
export const text = (line: string): Content => new Content([{ type: 'text', text: line }]);
