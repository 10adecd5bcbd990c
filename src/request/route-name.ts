/** The addresses of the gateway by their beginnings, as figures and traces name them. */
const ROUTES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^\/(integrations\/mcp\/?|mcp\/?)$/, '/mcp'],
  [/^\/integrations\/execute\//, '/integrations/execute/{integration}'],
  [/^\/api\//, '/api/{path}'],
  [/^\/rest\//, '/rest/{path}'],
  [/^\/(health|ready|metrics)$/, '/{probe}'],
  [/^\/(o|\.well-known)\//, '/o/{path}'],
];

/** Which part of the gateway an address belongs to; one of few, whatever the address is. It holds nothing that somebody has sent. */
export function routeOf(url: string): string {
  const path = url.split('?', 1)[0] ?? '';
  return ROUTES.find(([pattern]) => pattern.test(path))?.[1] ?? '/{page}';
}
