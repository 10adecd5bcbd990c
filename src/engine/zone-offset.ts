const zones = new Map<string, Intl.DateTimeFormat | null>();

/** How many minutes a zone is ahead of UTC at a moment; null for a zone that there is not. */
export function zoneOffset(zone: string, at: number): number | null {
  let format = zones.get(zone);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
    } catch {
      format = null;
    }
    // What is no zone may be any text, of any length.
    if (format !== null && zones.size < 1000) zones.set(zone, format);
  }
  if (format === null || !Number.isFinite(at)) return null;
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const offset = /GMT([+-])(\d\d):(\d\d)/.exec(name);
  if (!offset) return 0;
  return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
}
