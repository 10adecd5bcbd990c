/** Words that cannot name a constant in a generated module: the language's, and those that it imports. */
const RESERVED = new Set(
  (
    'abstract any arguments await boolean break case catch class const continue debugger default delete do else enum eval ' +
    'export extends false finally for function if implements import in instanceof interface let new null package private ' +
    'protected public return static super switch this throw true try typeof undefined var void while with yield ' +
    'checks json registry schemas z'
  ).split(' '),
);

function words(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
}

/** `list_integrations` as `ListIntegrations`: the name of types and validators. */
export function pascalCase(name: string): string {
  const pascal = words(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join('');
  return /^[A-Z]/.test(pascal) ? pascal : `_${pascal}`;
}

/** `list_integrations` as `listIntegrations`: the name of constants and handlers. */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  return RESERVED.has(camel) ? `${camel}_` : camel;
}

/** `list_integrations` as `list-integrations`: the name of files. */
export function kebabCase(name: string): string {
  return (
    words(name)
      .map((word) => word.toLowerCase())
      .join('-') || '_'
  );
}
