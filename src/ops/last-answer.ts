import type { ServerResponse } from 'node:http';

/**
 * Has a connection end with this answer, whatever is said of it by those who write the answer: the SDK's streams say that it is kept.
 */
export function lastAnswer(res: ServerResponse): void {
  const { writeHead } = res;
  res.writeHead = (status: number, ...rest: unknown[]) => {
    const given = rest.at(-1);
    if (typeof given === 'object' && given !== null && !Array.isArray(given)) {
      const kept = Object.entries(given).filter(([name]) => name.toLowerCase() !== 'connection');
      rest.splice(-1, 1, Object.fromEntries(kept));
    }
    res.setHeader('Connection', 'close');
    return writeHead.call(res, status, ...(rest as []));
  };
}
