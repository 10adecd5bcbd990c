/** A value, or the beginning of it where it is longer than so many characters; of a list or an object, that of its JSON. */
export function shortened(value: unknown, longest: number): unknown {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.length <= longest) return value;
  const characters = [...text];
  if (characters.length <= longest) return value;
  return `${characters.slice(0, longest).join('')}… (${characters.length} characters)`;
}
