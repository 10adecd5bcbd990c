/** A word of a text, and where it stands there. */
export interface Word {
  readonly text: string;
  readonly start: number;
}

/** Names in code are words as a whole: `store_run_history_for_x_days`, `callint`, but `output` and `payload` of `output.payload`. */
const WORD = /[\p{L}\p{N}_]+(?:['’]\p{L}+)?/gu;

export const wordsOf = (text: string): Word[] =>
  Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ text: word, start: index }));

/** Of longer words, such as keys and digests, the beginning counts. */
const MOST_LETTERS = 48;

/** What a word is found by: its stem; null for words that every question has. */
export function termOf(word: string): string | null {
  const lower = word
    .slice(0, MOST_LETTERS)
    .toLowerCase()
    .replace(/['’]s$/, '');
  if (STOP_WORDS.has(lower)) return null;
  return lower.includes('_') ? lower.replace(/^_+|_+$/g, '') || '_' : stem(lower);
}

/** The same of the parts of a name in code, such as `run_async` and `formulaMs`; none of other words. */
export function partsOf(word: string): string[] {
  const parts = word
    .slice(0, MOST_LETTERS)
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
    .split('_')
    .filter((part) => part !== '');
  return parts.length < 2 ? [] : parts.map(termOf).filter((term) => term !== null);
}

/** The terms of a text, in its order. */
export const termsOf = (text: string): string[] =>
  wordsOf(text)
    .map((word) => termOf(word.text))
    .filter((term) => term !== null);

/** A light stem of an English word: runs, running and run are one; so are encrypts, encrypted and encryption. */
export function stem(inflected: string): string {
  const word = IRREGULAR.get(inflected) ?? inflected;
  if (word.length <= 3 || /\d/.test(word)) return word;
  const base = word
    .replace(/^(.*)(?:ies|ied)$/, '$1y')
    .replace(/^(.*(?:[sxz]|ch|sh))es$/, '$1')
    .replace(/^(.+[^su])s$/, '$1');
  const shorter = /^(.*[aeiouy].*?)(?:ing|ed|ly)$/.exec(base)?.[1];
  const root = shorter !== undefined && shorter.length >= 3 ? shorter.replace(/([bdgmnprt])\1$/, '$1') : base;
  return root.replace(/([ts])ions?$/, '$1').replace(/(.{3})e$/, '$1');
}

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['bound', 'bind'],
  ['built', 'build'],
  ['chosen', 'choose'],
  ['hidden', 'hide'],
  ['kept', 'keep'],
  ['ran', 'run'],
  ['sent', 'send'],
  ['written', 'write'],
  ['wrote', 'write'],
]);

/** What questions are made of, and says nothing of what is asked about. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a able about am an and any are as at be been being between but by can cannot could did do does doing don done each
  either else every exactly explain find for from get gets getting give gives given go goes had happen happens has have having he
  help her here his how i if in into is it its just know let like made make makes making many may me mean means might more most
  much must my need needs neither no nor not of off on one only onto or our out over own please possible put really s same say
  shall she should show so some still such t tell than that the their them then there these they thing things this those through
  to too until up us use used user uses using very via want wants was way ways we were what whatever when where whether which while
  whom whose why will with within without work works would yes you your`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Other words for what this documentation has a word for. */
export const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    array: ['list'],
    asynchronous: ['async', 'wait'],
    attachment: ['file'],
    certificate: ['tls'],
    chatgpt: ['assistant'],
    claude: ['assistant'],
    conditional: ['include_if', 'call_if', 'apply_if'],
    credential: ['secret', 'password'],
    cron: ['retry'],
    email: ['mail'],
    env: ['settings', 'variable'],
    environment: ['settings', 'variable'],
    flow: ['stage'],
    guard: ['rule'],
    hide: ['mask'],
    invoke: ['call'],
    llm: ['assistant'],
    log: ['debug'],
    login: ['sign', 'password'],
    loop: ['each'],
    lookup: ['mapping'],
    mail: ['email'],
    parallel: ['once'],
    persist: ['vault', 'keep'],
    remove: ['delete'],
    rerun: ['again'],
    role: ['right', 'permission'],
    sensitive: ['mask', 'secret'],
    sequence: ['order'],
    spa: ['frontend'],
    timezone: ['zone'],
    translate: ['mapping'],
    trigger: ['execute'],
    upload: ['file'],
    website: ['frontend'],
    zip: ['frontend'],
  }).map(([word, others]): [string, string[]] => [stem(word), others.map((other) => termOf(other) ?? other)]),
);
