import type { SettingField, Settings } from '../../../adapters/adapter.js';
import type { Configurable } from '../../../engine/adapter-configs.js';
import { Checkbox, TextArea, TextField } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { clearOf, fieldOf, type SettingProblems } from './config-values.js';

interface ConfigFieldsProps {
  readonly adapter: Configurable;
  /** What was typed, or is stored. No secret is among them. */
  readonly values: Settings;
  /** Which secrets are stored. */
  readonly secrets: readonly string[];
  readonly problems: SettingProblems | null;
}

/** The settings of a configuration as fields of a form, made from what its adapter says of them. */
export function ConfigFields({ adapter, values, secrets, problems }: ConfigFieldsProps) {
  const settings = Object.entries(adapter.fields).map(([name, field]) => ({
    name,
    field,
    value: values[name],
    isSet: secrets.includes(name),
    problem: problems?.at.get(name),
  }));
  const long = settings.filter(({ field }) => field.lines);
  const isOpen = long.some(({ value, isSet, problem }) => value || isSet || problem);
  return (
    <>
      {problems && (
        <Notice kind="problem">
          {problems.general.length > 0 ? problems.general.join(' ') : 'It was not saved; see what is wrong below.'}
        </Notice>
      )}
      {settings
        .filter(({ field }) => !field.lines)
        .map((setting) => (
          <Setting key={setting.name} {...setting} />
        ))}
      {long.length > 0 && (
        <details class="folded" open={isOpen}>
          <summary>{adapter.custom ? 'Longer values' : 'Certificates'}</summary>
          {long.map((setting) => (
            <Setting key={setting.name} {...setting} />
          ))}
        </details>
      )}
    </>
  );
}

interface SettingProps {
  readonly name: string;
  readonly field: SettingField;
  readonly value: unknown;
  readonly isSet: boolean;
  readonly problem: string | undefined;
}

function Setting({ name, field, value, isSet, problem }: SettingProps) {
  if (field.secret) return <Secret {...{ name, field, isSet, problem }} />;
  const named = { name: fieldOf(name), label: field.title, problem };
  if (field.type === 'boolean')
    return (
      <>
        <Checkbox name={named.name} label={field.title} checked={value === true} />
        {problem && <p class="problem">{problem}</p>}
      </>
    );
  const text = value === null || value === undefined ? '' : textOf(value);
  // In a field of one line, a browser would take the others away.
  if (field.lines || text.includes('\n')) return <TextArea {...named} class="code" rows={4} value={text} />;
  const { required = false, minimum, maximum } = field;
  const limits = { ...(minimum !== undefined && { min: minimum }), ...(maximum !== undefined && { max: maximum }) };
  return (
    <TextField
      {...named}
      {...limits}
      value={text}
      required={required}
      type={field.type === 'integer' ? 'number' : 'text'}
      autocomplete="off"
    />
  );
}

/** Custom adapters have lists and objects, too. */
const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value));

/** What is stored is never sent to a browser: the field is empty, and says whether there is something. */
function Secret({ name, field, isSet, problem }: Omit<SettingProps, 'value'>) {
  const hint = isSet ? 'It is set. Leave this empty to keep it.' : 'It is not set.';
  const named = { name: fieldOf(name), label: field.title, hint, problem };
  return (
    <div class="secret">
      {field.lines ? (
        <TextArea {...named} class="code" rows={4} />
      ) : (
        <TextField {...named} type="password" autocomplete="new-password" />
      )}
      {isSet && <Checkbox name={clearOf(name)} label={`Clear “${field.title}”`} />}
    </div>
  );
}
