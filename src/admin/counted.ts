/** `1 binding`, `2 bindings`; null when there is none. */
export function counted(count: number, what: string): string | null {
  if (count === 0) return null;
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
