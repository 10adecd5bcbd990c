/** What is wrong with a setting that should name a host alone. */
export function hostProblems(host: string): string[] {
  const bare = /^(\[[\da-f:.]+\]|[\da-f:]*:[\da-f:.]+|[\p{L}\d._-]+)$/iu.test(host);
  const url = `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}`;
  if (bare && URL.canParse(url)) return [];
  return [`host: "${host.slice(0, 100)}" must be a name or an address alone, without https://, a port or a path`];
}
