/** A `WWW-Authenticate` header with further parameters; those without a value are left out. */
export function challengeWith(challenge: string, parameters: Readonly<Record<string, string | null>>): string {
  const further = Object.entries(parameters).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [`, ${name}="${quotable(value)}"`],
  );
  return challenge + further.join('');
}

/** Of what RFC 6750 (3) allows in these parameters, without the quotes and backslashes that clients read in different ways. */
const quotable = (value: string): string => value.replace(/["\\]/g, "'").replace(/[^\x20-\x7e]/g, '?');
