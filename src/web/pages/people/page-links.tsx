/** The way to the pages before and behind this one; nothing when there are none. */
export function PageLinks({ label, newer, older, words }: PageLinksProps) {
  if (newer === null && older === null) return null;
  const [before, behind] = words ?? ['Previous', 'Next'];
  return (
    <nav class="actions" aria-label={label}>
      {newer !== null && (
        <a class="button quiet small" href={newer}>
          {before}
        </a>
      )}
      {older !== null && (
        <a class="button quiet small" href={older}>
          {behind}
        </a>
      )}
    </nav>
  );
}

interface PageLinksProps {
  /** What the pages are of: `Pages of users` */
  readonly label: string;
  /** Addresses; null where there is no such page. */
  readonly newer: string | null;
  readonly older: string | null;
  readonly words?: readonly [string, string];
}
