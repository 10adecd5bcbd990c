import type { TextField } from './field.js';

/** The name of what people tell apart by it alone: a group, an organization. */
export const nameField = (help: string): TextField => ({
  type: 'text',
  help,
  required: true,
  maxLength: 150,
  pattern: { is: /^[^\p{Control}\p{Surrogate}]+$/u, says: 'may hold no characters that cannot be seen' },
  indexed: true,
});
