/** A function of `generated/checks.ts`. Its body is JavaScript, so that examples can be checked without a compiler. */
interface CheckSource {
  readonly doc: string;
  readonly generics?: string;
  readonly parameters: readonly (readonly [name: string, type: string])[];
  readonly returns: string;
  readonly body: string;
}

/** What zod alone checks otherwise than JSON Schema does; each is written only when a validator uses it. */
const CHECKS = {
  conditions: {
    doc: 'Properties that depend on each other.',
    parameters: [['wanted', 'Condition']],
    returns: '(payload: z.core.ParsePayload<{ [key: string]: unknown }>) => void',
    body: `  return (payload) => {
    if (meets(payload.value, wanted)) return;
    payload.issues.push({ code: 'custom', message: 'Does not meet the conditions of the schema', input: payload.value });
  };`,
  },
  integer: {
    doc: "JSON Schema's integers: any number without a fraction, however large.",
    parameters: [['payload', 'z.core.ParsePayload<number>']],
    returns: 'void',
    body: `  if (Number.isInteger(payload.value)) return;
  payload.issues.push({ code: 'invalid_type', expected: 'int', input: payload.value });`,
  },
  multipleOf: {
    doc: 'Divides as validators of JSON Schema do.',
    parameters: [['divisor', 'number']],
    returns: '(payload: z.core.ParsePayload<number>) => void',
    body: `  return (payload) => {
    const quotient = payload.value / divisor;
    if (quotient === Number.parseInt(String(quotient), 10)) return;
    payload.issues.push({ code: 'not_multiple_of', origin: 'number', divisor, input: payload.value });
  };`,
  },
  open: {
    doc: 'An object with more properties than its schema names. zod looks past one called __proto__, which JSON may hold.',
    generics: '<Shape extends z.core.$ZodShape, Rest extends z.ZodType>',
    parameters: [
      ['object', 'z.ZodObject<Shape>'],
      ['rest', 'Rest'],
    ],
    returns: 'z.ZodPipe<z.ZodUnknown, z.ZodObject<Shape, z.core.$catchall<Rest>>>',
    body: `  return z
    .unknown()
    .check((payload) => {
      const { value } = payload;
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '__proto__')) return;
      const result = rest.safeParse(Reflect.get(value, '__proto__'));
      for (const issue of result.error?.issues ?? []) {
        const path = ['__proto__', ...issue.path];
        payload.issues.push({ code: 'custom', message: issue.message, path, input: value });
      }
    })
    .pipe(object.catchall(rest));`,
  },
  unique: {
    doc: 'No value twice.',
    parameters: [['payload', 'z.core.ParsePayload<unknown[]>']],
    returns: 'void',
    body: `  if (new Set(payload.value).size === payload.value.length) return;
  payload.issues.push({ code: 'custom', message: 'Must not hold the same value twice', input: payload.value });`,
  },
} as const satisfies Record<string, CheckSource>;

export type CheckName = keyof typeof CHECKS;

const CONDITION_TYPE = `type Condition = {
  required?: readonly string[];
  properties?: { readonly [name: string]: { const?: unknown; enum?: readonly unknown[] } };
  allOf?: readonly Condition[];
  anyOf?: readonly Condition[];
  if?: Condition;
  then?: Condition;
  else?: Condition;
};`;

const MEETS_BODY = `  for (const name of wanted.required ?? []) if (value[name] === undefined) return false;
  for (const [name, allowed] of Object.entries(wanted.properties ?? {})) {
    if (value[name] === undefined) continue;
    if (allowed.const !== undefined && value[name] !== allowed.const) return false;
    if (allowed.enum && !allowed.enum.includes(value[name])) return false;
  }
  if (wanted.allOf && !wanted.allOf.every((each) => meets(value, each))) return false;
  if (wanted.anyOf && !wanted.anyOf.some((each) => meets(value, each))) return false;
  if (!wanted.if) return true;
  const consequence = meets(value, wanted.if) ? wanted.then : wanted.else;
  return consequence === undefined || meets(value, consequence);`;

/** The checks as TypeScript statements. */
export function checkStatements(names: Iterable<CheckName>): string[] {
  const statements = [];
  for (const name of [...names].sort()) {
    const { doc, parameters, returns, body, generics = '' }: CheckSource = CHECKS[name];
    const typed = parameters.map((parameter) => parameter.join(': ')).join(', ');
    if (name === 'conditions') {
      statements.push(
        CONDITION_TYPE,
        `function meets(value: { [key: string]: unknown }, wanted: Condition): boolean {\n${MEETS_BODY}\n}`,
      );
    }
    statements.push(`/** ${doc} */\nexport function ${name}${generics}(${typed}): ${returns} {\n${body}\n}`);
  }
  return statements;
}

/** All checks as the JavaScript text of an object. */
export function checksAsScript(): string {
  const functions = Object.entries(CHECKS).map(([name, { parameters, body }]) => {
    return `${name}(${parameters.map(([parameter]) => parameter).join(', ')}) {\n${body}\n},`;
  });
  return `(() => {\nfunction meets(value, wanted) {\n${MEETS_BODY}\n}\nreturn {\n${functions.join('\n')}\n};\n})()`;
}
