/** A string as TypeScript writes it: in single quotes, unless that would need more escapes. */
export function stringLiteral(text: string): string {
  const json = JSON.stringify(text)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
  if (!text.includes("'")) return `'${json.slice(1, -1).replace(/\\"/g, '"')}'`;
  return json;
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
  if (Array.isArray(value)) {
    const items = value.map((item) => literal(item, inner));
    const line = `[${items.join(', ')}]`;
    if (items.length === 0 || fits(line, indent)) return line;
    return `[\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}]`;
  }
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${propertyName(key)}: ${literal(member, inner)}`);
  if (entries.length === 0) return '{}';
  const line = `{ ${entries.join(', ')} }`;
  if (fits(line, indent)) return line;
  return `{\n${entries.map((entry) => `${inner}${entry},\n`).join('')}${indent}}`;
}

const WIDTH = 100;

function fits(line: string, indent: string): boolean {
  return line.length + indent.length <= WIDTH && !line.includes('\n');
}
