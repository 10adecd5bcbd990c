import type { LevelEntry } from './catalog.js';
import type { Declared } from './declared.js';
import type { Problems } from './problem.js';
import { didYouMean } from './suggestion.js';

/** Checks a level's scope: it is declared, and there is one as soon as the catalog has any. */
export function checkScope(name: string, { scope }: LevelEntry, { scopes }: Declared, problems: Problems): void {
  if (scope === undefined) {
    if (scopes.size === 0) return;
    const message = 'say which of `scopes` a token needs for it: scope: NAME';
    problems.atKey(['levels', name], `\`${name}\` has no scope: ${message}`);
  } else if (!scopes.has(scope)) {
    const message = `there is no scope \`${scope}\` under \`scopes\`${didYouMean(scope, scopes)}`;
    problems.atValue(['levels', name, 'scope'], message);
  }
}
