interface ChoicesProps {
  /** What a field names as its `list`. */
  readonly id: string;
  readonly values: readonly string[];
}

/** What a text field suggests; something else can be typed all the same. */
export const Choices = ({ id, values }: ChoicesProps) => (
  <datalist id={id}>
    {values.map((value) => (
      <option key={value} value={value} />
    ))}
  </datalist>
);
