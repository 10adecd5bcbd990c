import { literal, memberOf, templateText } from './formula-text.js';
import type { Parameter } from './parameter.js';

/** A path that cannot be called; the message says why. */
export class NoPathError extends Error {
  override readonly name = 'NoPathError';
}

/**
 * The formula of `url_path`. What is filled in is encoded; what is missing, or would lead to another path (`..`), is an error
 * rather than another request.
 * @param base the path of the server, without a slash at the end
 * @throws NoPathError
 */
export function pathFormula(base: string, path: string, parameters: readonly Parameter[]): string {
  if (!path.startsWith('/')) throw new NoPathError('the path does not begin with /');
  if (path.length > 1_900) throw new NoPathError('the path is longer than 1900 characters');
  if (/[#\\]|^\/\//.test(base + path)) throw new NoPathError('the path holds # or \\, or begins with //');
  const names = [...new Set([...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] as string))];
  if (names.length === 0) return literal(base + path);
  const known = new Map(parameters.filter((one) => one.in === 'path').map((one) => [one.name, one]));
  const members = names.map((name) => {
    const fixed = known.get(name)?.shape.fixed;
    return `${isPlain(name) ? name : `[${literal(name)}]`}: ${fixed ? literal(fixed.value) : memberOf('input.payload', name)}`;
  });
  const parts = path.split(/(\{[^{}]+\})/).map((part) => {
    const name = part.slice(1, -1);
    if (!part.startsWith('{')) return templateText(part);
    return written(known.get(name), name, isPlain(name) ? `path.${name}` : `path[${literal(name)}]`);
  });
  return [
    `const path = { ${members.join(', ')} }`,
    "for (const name in path) if (/^\\.{0,2}$/.test(path[name] ?? '')) throw new Error(`${name} is missing, or no part of a path`)",
    `return \`${templateText(base)}${parts.join('')}\``,
  ].join('\n');
}

/** Whether a name can stand in a formula as it is. */
const isPlain = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name) && name !== '__proto__';

/** A path parameter as its style wants it, as a part of a template literal. */
function written(parameter: Parameter | undefined, name: string, value: string): string {
  const encoded = `\${encodeURIComponent(${value})}`;
  if (!parameter) return encoded;
  const { style, explode, shape } = parameter;
  if (parameter.isJson) return `\${encodeURIComponent(JSON.stringify(${value}))}`;
  const prefix = style === 'label' ? '.' : style === 'matrix' ? ';' : '';
  const key = templateText(encodeURIComponent(name));
  if (shape.type === 'array') {
    const items = `[${value}].flat().map(encodeURIComponent)`;
    if (style === 'matrix' && explode) return `;${key}=\${${items}.join(${literal(`;${encodeURIComponent(name)}=`)})}`;
    const separator = style === 'label' && explode ? '.' : ',';
    return `${prefix}${style === 'matrix' ? `${key}=` : ''}\${${items}.join('${separator}')}`;
  }
  if (shape.type === 'object') {
    const separator = explode ? prefix || ',' : ',';
    const pair = explode ? `pair.map(encodeURIComponent).join('=')` : `pair.map(encodeURIComponent).join(',')`;
    const named = style === 'matrix' && !explode ? `${key}=` : '';
    return `${prefix}${named}\${Object.entries(${value}).map((pair) => ${pair}).join('${separator}')}`;
  }
  return `${prefix}${style === 'matrix' ? `${key}=` : ''}${encoded}`;
}
