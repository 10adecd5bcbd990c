/** A path or an expression: where it is too long for its place, it goes on in a new line before a step, and not within a name. */
export const Breakable = ({ text }: { text: string }) => (
  <>
    {text.split(/(?<!\.)(?=\.)/).map((step, at) => (
      <>
        {at > 0 && <wbr />}
        {step}
      </>
    ))}
  </>
);
