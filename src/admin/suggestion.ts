/** ` Did you mean X?` when one of the known names is close to the given one, otherwise nothing. */
export function didYouMean(given: string, known: Iterable<string>): string {
  // A name as long as that is none; and to compare it would take its time.
  if (given.length > LONGEST) return '';
  let best: string | undefined;
  let least = Math.max(2, Math.floor(bare(given).length / 3)) + 1;
  for (const name of known) {
    const distance = plain(given) === plain(name) ? 0 : distanceOf(bare(given), bare(name));
    if (distance < least) [best, least] = [name, distance];
  }
  return best === undefined ? '' : ` Did you mean ${best}?`;
}

const LONGEST = 100;

/** Without the app, which all models share: else every short name would be close to some other one. */
const bare = (name: string): string => name.slice(name.indexOf('.') + 1);

/** In whatever case and app: `django_glyue_app.integrationconfig` is close to `gateway.IntegrationConfig`. */
const plain = (name: string): string =>
  bare(name)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** How many characters are to be put in, taken out or replaced. */
function distanceOf(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, replaced));
    }
    above = row;
  }
  return above[b.length] as number;
}
