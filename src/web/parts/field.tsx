import type { ComponentChildren, InputHTMLAttributes } from 'preact';

interface Described {
  readonly name: string;
  readonly label: string;
  /** Below the field: what it is for, or what it may hold. */
  readonly hint?: ComponentChildren;
  /** What is wrong with what was typed. */
  readonly problem?: string | undefined;
  /** Where one page has several fields of a name. */
  readonly id?: string;
}

interface Typed {
  readonly value?: string;
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly autocomplete?: string;
  /** `code` for what a machine reads. */
  readonly class?: string;
}

interface TextFieldProps extends Described, Typed {
  readonly type?: 'text' | 'password' | 'email' | 'number' | 'date' | 'time' | 'datetime-local' | 'search' | 'url';
  readonly autofocus?: boolean;
  /** A regular expression, of a browser's kind. */
  readonly pattern?: string;
  readonly min?: string | number;
  readonly max?: string | number;
  /** `any` for a moment to the millisecond. */
  readonly step?: string;
  /** The id of a `<datalist>`. */
  readonly list?: string;
}

const idOf = ({ id, name }: Described) => id ?? name;

const aria = (described: Described) => ({
  'aria-describedby':
    [described.hint && `${idOf(described)}-hint`, described.problem && `${idOf(described)}-problem`]
      .filter(Boolean)
      .join(' ') || undefined,
  'aria-invalid': described.problem ? ('true' as const) : undefined,
});

function Around({ described, children }: { described: Described; children: ComponentChildren }) {
  const { label, hint, problem } = described;
  const id = idOf(described);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}

/** A line of text, or whatever `type` says. */
export function TextField({ name, label, hint, problem, id, autofocus, ...typed }: TextFieldProps) {
  const described = { name, label, hint, problem, ...(id && { id }) };
  // The library types each kind of input by itself.
  const attributes = typed as InputHTMLAttributes<HTMLInputElement>;
  // biome-ignore lint/a11y/noAutofocus: on a page that is nothing but this form, it is what the visitor came for.
  const input = <input id={idOf(described)} name={name} autoFocus={autofocus} {...aria(described)} {...attributes} />;
  return <Around described={described}>{input}</Around>;
}

interface FileFieldProps extends Described {
  /** Endings and types, as `accept` of an input has them. */
  readonly accept?: string;
  readonly required?: boolean;
}

export function FileField({ name, label, hint, problem, id, accept, required }: FileFieldProps) {
  const described = { name, label, hint, problem, ...(id && { id }) };
  return (
    <Around described={described}>
      <input id={idOf(described)} name={name} type="file" accept={accept} required={required} {...aria(described)} />
    </Around>
  );
}

interface TextAreaProps extends Described, Typed {
  readonly rows?: number;
}

export function TextArea({ name, label, hint, problem, id, value, ...typed }: TextAreaProps) {
  const described = { name, label, hint, problem, ...(id && { id }) };
  return (
    <Around described={described}>
      <textarea id={idOf(described)} name={name} spellcheck={false} {...aria(described)} {...typed}>
        {value}
      </textarea>
    </Around>
  );
}

interface SelectProps extends Described {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value?: string;
  readonly required?: boolean;
}

export function Select({ name, label, hint, problem, id, options, value, required }: SelectProps) {
  const described = { name, label, hint, problem, ...(id && { id }) };
  return (
    <Around described={described}>
      <select id={idOf(described)} name={name} required={required} {...aria(described)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Around>
  );
}

interface CheckboxProps {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly value?: string;
  readonly checked?: boolean;
  readonly disabled?: boolean;
}

/** With a value where several bear one name. */
export const Checkbox = ({ name, label, value = 'on', checked, disabled }: CheckboxProps) => (
  <label class="check">
    <input type="checkbox" name={name} value={value} checked={checked} disabled={disabled} />
    <span>{label}</span>
  </label>
);

interface RadioProps {
  /** That of all from which one is chosen. */
  readonly name: string;
  readonly value: string;
  readonly label: ComponentChildren;
  readonly checked: boolean;
}

export const Radio = ({ name, value, label, checked }: RadioProps) => (
  <label class="check">
    <input type="radio" name={name} value={value} checked={checked} />
    <span>{label}</span>
  </label>
);
