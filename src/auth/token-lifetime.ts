const DAY_MS = 24 * 60 * 60 * 1000;

export const TOKEN_DAYS = { least: 1, most: 3650, usual: 90 };

/** When a token ends that is wished for so many days, or for ever: `never`, for which it is null. Undefined for what is neither. */
export function tokenExpiry(days: string, now: Date): Date | null | undefined {
  if (days === 'never') return null;
  const count = Number(days);
  if (/^\d+$/.test(days) && count >= TOKEN_DAYS.least && count <= TOKEN_DAYS.most)
    return new Date(now.getTime() + count * DAY_MS);
  return undefined;
}
