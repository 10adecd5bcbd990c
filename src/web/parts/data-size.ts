/** A number of bytes as a person reads it: `279 B`, `1.2 kB`, `3.4 MB`. */
export function dataSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [number, unit] = bytes < 999_950 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${number < 99.95 ? Number(number.toFixed(1)) : Math.round(number)} ${unit}`;
}
