import type { FoundDefault } from '../catalog/check-schema.js';
import type { Path } from '../catalog/path.js';
import type { Problems } from '../catalog/problem.js';
import type { Validator, ValidatorBook, ValidatorIssue } from '../emit/validator-book.js';
import type { Model } from './model.js';

/** Checks that examples and defaults fit their schemas, by the validators that will be generated. */
export async function checkValues(
  model: Model,
  book: ValidatorBook,
  defaults: readonly FoundDefault[],
  problems: Problems,
): Promise<void> {
  const open = await book.open();
  for (const { name, operations } of model.tools) {
    for (const { action, typeName, examples } of operations) {
      const code = book.operations.get(typeName);
      const path = action === null ? ['tools', name] : ['tools', name, 'actions', action];
      for (const [index, { input, output }] of examples.entries()) {
        const at = [...path, 'examples', index];
        if (code) report(open(code.input), input, [...at, 'input'], 'the example does not fit the input', problems);
        if (!code?.output || output === undefined) continue;
        report(open(code.output), output, [...at, 'output'], 'the example does not fit the output', problems);
      }
    }
  }
  for (const { path, node } of defaults) {
    const { default: value, ...rest } = node;
    report(
      open(book.write(model.resolver.resolve(rest))),
      value,
      path,
      'the default does not fit its schema',
      problems,
    );
  }
}

function report(validator: Validator, value: unknown, path: Path, complaint: string, problems: Problems): void {
  for (const issue of validator.safeParse(value).error?.issues ?? []) {
    const name = issue.path.length === 0 ? '' : `\`${issue.path.join('.')}\``;
    const at = [...path, ...issue.path];
    if (issue.message.endsWith('received undefined')) problems.atValue(at, `${complaint}: ${name} is missing`);
    else {
      const text = `${complaint}: ${name === '' ? '' : `${name}: `}${message(issue)}`;
      if (issue.keys) problems.atKey([...at, issue.keys[0] as string], text);
      else problems.atValue(at, text);
    }
  }
}

function message({ code, keys, message: text }: ValidatorIssue): string {
  if (code === 'unrecognized_keys') return `there is no property ${keys?.map((key) => `\`${key}\``).join(', ')}`;
  if (code === 'invalid_union') return 'it fits none of the alternatives';
  const plain = text
    .replace(/^Invalid input: /, '')
    .replace('expected int, received number', 'expected a whole number');
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}
