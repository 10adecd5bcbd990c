/** A duration as a person reads it: `0.4 ms`, `8 ms`, `1.53 s`, `2 min 5 s`, `1 h 3 min`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 9.95) return `${trimmed(milliseconds, 1)} ms`;
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_995) return `${trimmed(milliseconds / 1000, 2)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min${seconds % 60 ? ` ${seconds % 60} s` : ''}`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ''}`;
}

/** At most so many digits behind the point, and none that says nothing. */
const trimmed = (number: number, digits: number): string => String(Number(number.toFixed(digits)));
