const UNITS: readonly [name: string, ms: number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
];

/** An interval as people write it, and as `intervalOf` reads it: `5m`, `1h 30m`, `1s 500ms`. */
export function intervalText(ms: number): string {
  let left = ms;
  const parts = UNITS.flatMap(([name, unit]) => {
    const count = Math.floor(left / unit);
    left -= count * unit;
    return count > 0 ? `${count}${name}` : [];
  });
  return parts.join(' ');
}

/** In milliseconds; null when it is no interval. */
export function intervalOf(text: string): number | null {
  const parts = [
    ...text
      .trim()
      .toLowerCase()
      .matchAll(/(\d{1,12})\s*(ms|d|h|m|s)\s*/gy),
  ];
  const length = parts.reduce((sum, [part]) => sum + part.length, 0);
  if (parts.length === 0 || length !== text.trim().length) return null;
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS.find(([name]) => name === unit)?.[1] ?? 0),
    0,
  );
}
