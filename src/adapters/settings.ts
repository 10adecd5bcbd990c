import type { SettingField, Settings } from './adapter.js';

type Fields = Readonly<Record<string, SettingField>>;
type Given = Readonly<Record<string, unknown>>;

/** Settings that can be used, or everything that is wrong with them, each as `name: why`. */
export type SettingsCheck =
  | { readonly settings: Settings; readonly problems: null }
  | { readonly settings: null; readonly problems: readonly string[] };

export const settingLimits = {
  /** Of a text: certificates are the longest. */
  characters: 64 * 1024,
} as const;

/** Checks settings against their fields. Complete ones have every field; what was not given is its initial value, or null. */
export function checkSettings(fields: Fields, given: Given): SettingsCheck {
  const unknown = Object.keys(given)
    .filter((name) => !Object.hasOwn(fields, name))
    .map((name) => `${name.slice(0, 100)}: there is no such setting; there are ${Object.keys(fields).join(', ')}`);
  const wrong = Object.entries(fields).flatMap(([name, field]) => {
    const problem = problemOf(field, given[name]);
    return problem === null ? [] : [`${name}: ${problem}`];
  });
  const problems = [...unknown, ...wrong];
  if (problems.length > 0) return { settings: null, problems };
  const complete = Object.entries(fields).map(([name, { initial }]) => [name, given[name] ?? initial ?? null]);
  return { settings: Object.fromEntries(complete), problems: null };
}

/** Tells what may be stored and shown from what must be sealed. Secrets that are not set are neither. */
export function splitSettings(fields: Fields, settings: Settings): { plain: Settings; secret: Settings } {
  const entries = Object.entries(settings);
  const isSecret = (name: string) => fields[name]?.secret === true;
  return {
    plain: Object.fromEntries(entries.filter(([name]) => !isSecret(name))),
    secret: Object.fromEntries(entries.filter(([name, value]) => isSecret(name) && value !== null)),
  };
}

/** What decides which machine a configuration's secrets are sent to, and whether they are readable on the way. */
const TARGET = ['host', 'port', 'tls', 'tls_encrypt'];

/**
 * The settings of one call: those of the configuration, and over them what its payload says in `__adapter_config__`
 * (domain.md 4.7). Secrets stay with the machine that they were given for: where the call goes to another one, it has those alone
 * that it brings itself, so that whoever may change an integration cannot have them sent to where they can be read.
 */
export function overrideSettings(fields: Fields, settings: Settings, override: unknown): SettingsCheck {
  if (override === undefined || override === null) return { settings, problems: null };
  if (typeof override !== 'object' || Array.isArray(override)) {
    return { settings: null, problems: ['__adapter_config__: must be an object of settings'] };
  }
  const given = override as Given;
  const elsewhere = TARGET.some((name) => name in given && given[name] !== settings[name]);
  const kept = elsewhere ? splitSettings(fields, settings).plain : settings;
  const { settings: complete, problems } = checkSettings(fields, { ...kept, ...given });
  if (problems) return { settings: null, problems: problems.map((problem) => `__adapter_config__.${problem}`) };
  return { settings: complete, problems: null };
}

/**
 * The secrets that are there and are not given anew, although they would be sent to another machine from now on, or readable on the
 * way. Whoever may change a configuration, but not see its secrets, could have them sent to where they can be read.
 * @param given what is to take the place of `settings`; complete but for its secrets
 */
export function strandedSecrets(fields: Fields, settings: Settings, given: Given): string[] {
  const moved = TARGET.some((name) => name in fields && (given[name] ?? fields[name]?.initial) !== settings[name]);
  if (!moved) return [];
  const { secret } = splitSettings(fields, settings);
  return Object.keys(secret).filter((name) => given[name] === undefined);
}

/** What a text from a command line means; a text that means nothing stays one, and the check will say so. */
export function settingFromText({ type }: SettingField, text: string): unknown {
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}

/** The value is not repeated: it may be a secret. */
function problemOf({ type, required, minimum, maximum }: SettingField, value: unknown): string | null {
  if (value === undefined || value === null) return required ? 'is required' : null;
  if (type === 'boolean') return typeof value === 'boolean' ? null : 'must be true or false';
  if (type === 'string') {
    if (typeof value !== 'string') return 'must be a text';
    if (required && value.trim() === '') return 'is required';
    return value.length > settingLimits.characters ? `is longer than ${settingLimits.characters} characters` : null;
  }
  const low = minimum ?? Number.MIN_SAFE_INTEGER;
  const high = maximum ?? Number.MAX_SAFE_INTEGER;
  const fits = Number.isSafeInteger(value) && (value as number) >= low && (value as number) <= high;
  return fits ? null : `must be a whole number from ${low} to ${high}`;
}
