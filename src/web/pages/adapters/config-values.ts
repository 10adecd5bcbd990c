import type { SettingField, Settings } from '../../../adapters/adapter.js';
import { settingFromText } from '../../../adapters/settings.js';
import type { Configurable } from '../../../engine/adapter-configs.js';
import { SECRET_SHOWN } from '../../../engine/secret-shown.js';
import type { Form } from '../../form.js';

type Fields = Readonly<Record<string, SettingField>>;

/** The name of a setting's field in a form. */
export const fieldOf = (setting: string): string => `setting.${setting}`;

/** The name of the checkbox that takes a secret away. */
export const clearOf = (setting: string): string => `clear.${setting}`;

/**
 * The settings that a form gives. What is empty is null; but a secret is kept then, unless it is to be taken away. What white space
 * means to a custom adapter is known to its code alone, so it stays.
 */
export function settingsOf({ fields, custom }: Configurable, form: Form): Settings {
  const given = Object.entries(fields).map(([name, field]): [string, unknown] => {
    if (field.type === 'boolean') return [name, form.checked(fieldOf(name))];
    const typed = field.secret || custom ? form.exact(fieldOf(name)) : form.text(fieldOf(name));
    const text = typed.replaceAll('\r\n', '\n');
    // Typed into its field, what stands for a secret keeps it: so it is not given anew.
    const isGiven = text !== '' && !(field.secret && text === SECRET_SHOWN);
    if (isGiven) return [name, settingFromText(field, text)];
    if (!field.secret) return [name, null];
    return [name, form.checked(clearOf(name)) ? null : undefined];
  });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** What is wrong with settings: at the fields that it is about, and in general. */
export interface SettingProblems {
  readonly at: ReadonlyMap<string, string>;
  readonly general: readonly string[];
}

/** @param problems each as `name: why`, where the name is that of a setting or several of them */
export function problemsByField(fields: Fields, problems: readonly string[]): SettingProblems {
  const at = new Map<string, string>();
  const general: string[] = [];
  for (const problem of problems) {
    const [, name = '', why = ''] = /^(\w+): (.*)$/s.exec(problem) ?? [];
    if (Object.hasOwn(fields, name)) at.set(name, [at.get(name), sentence(why)].filter(Boolean).join(' '));
    else general.push(sentence(problem));
  }
  return { at, general };
}

export const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.?$/, '.')}`;
