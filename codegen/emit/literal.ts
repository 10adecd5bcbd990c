/** Printable ASCII but the apostrophe and the backslash: most texts need no escapes. */
const PLAIN = /^[ -&(-[\]-~]*$/;

/** A string as TypeScript writes it: in single quotes, unless that would need more escapes. */
export function stringLiteral(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const json = JSON.stringify(text);
  const quoted = text.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
  return quoted.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** A property's name in an object or type literal. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : stringLiteral(name);
}

/** JSON data as a TypeScript literal; what is short stands on one line. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return stringLiteral(value);
  if (value === null || typeof value !== 'object') return String(value);
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return arrayText(
      value.map((item) => literal(item, inner)),
      indent,
    );
  const entries = [];
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) entries.push(`${propertyName(key)}: ${literal(member, inner)}`);
  }
  return objectText(entries, indent);
}

/** Entries, written for one step further in, as an object literal. */
export function objectText(entries: readonly string[], indent: string): string {
  if (entries.length === 0) return '{}';
  return fits(entries, indent) ? `{ ${entries.join(', ')} }` : `{\n${lines(entries, indent)}${indent}}`;
}

/** Items, written for one step further in, as an array literal. */
export function arrayText(items: readonly string[], indent: string): string {
  return fits(items, indent) ? `[${items.join(', ')}]` : `[\n${lines(items, indent)}${indent}]`;
}

const WIDTH = 100;

function fits(parts: readonly string[], indent: string): boolean {
  let length = indent.length + 2;
  for (const part of parts) {
    length += part.length + 2;
    if (length > WIDTH || part.includes('\n')) return false;
  }
  return true;
}

function lines(parts: readonly string[], indent: string): string {
  return parts.map((part) => `${indent}  ${part},\n`).join('');
}
