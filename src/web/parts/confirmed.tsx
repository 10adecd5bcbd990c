import type { ComponentChildren } from 'preact';
import { Form } from './form.js';

interface ConfirmedProps {
  /** What opens the question: `Delete…` */
  readonly label: string;
  /** The question, with what it is about by name. */
  readonly question: ComponentChildren;
  readonly action: string;
  /** What does it: `Delete` */
  readonly button: string;
  /** Hidden fields. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** Something that cannot be taken back: it is asked for twice, without a script. */
export const Confirmed = ({ label, question, action, button, fields = {} }: ConfirmedProps) => (
  <details class="confirmed">
    <summary>{label}</summary>
    <Form action={action}>
      <p>{question}</p>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="danger">
        {button}
      </button>
    </Form>
  </details>
);
