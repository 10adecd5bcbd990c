interface PageLinksProps {
  /** What the pages are of: `Pages of users` */
  readonly label: string;
  /** Addresses; null where there is no such page. */
  readonly before: string | null;
  readonly behind: string | null;
  /** What the two are called. */
  readonly words?: readonly [string, string];
}

/** The way to the pages before and behind this one; nothing when there are none. */
export function PageLinks({ label, before, behind, words = ['Previous', 'Next'] }: PageLinksProps) {
  const links = [before, behind].map((href, at) => ({ href, word: words[at] })).filter(({ href }) => href !== null);
  if (links.length === 0) return null;
  return (
    <nav class="actions" aria-label={label}>
      {links.map(({ href, word }) => (
        <a key={word} class="button quiet small" href={href ?? ''}>
          {word}
        </a>
      ))}
    </nav>
  );
}
