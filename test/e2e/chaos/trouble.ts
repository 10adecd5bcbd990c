/** What a call was answered with in place of what it asked for, in a few words. */
export class Trouble extends Error {
  override readonly name = 'Trouble';

  /** Whether nothing else will be answered. */
  get isFinal(): boolean {
    return this.message === CLEAR.ended || !isClear(this);
  }
}

/** Whether it is one of those that clients may see. */
export const isClear = ({ message }: { readonly message: string }): boolean =>
  (Object.values(CLEAR) as string[]).includes(message);

/** What clients may see while processes are killed and the database is away: each says, or lets one see, that one may try again. */
export const CLEAR = {
  unavailable: 'tool error unavailable',
  rateLimited: 'tool error rate_limited, with the seconds to wait',
  rpcUnavailable: 'JSON-RPC error: the database cannot be used right now, try again',
  away: 'HTTP 503 with Retry-After',
  inProgress: 'HTTP 409 request_in_progress with Retry-After',
  ended: 'HTTP 500 process_ended: begun by a process that is gone',
  broken: 'connection refused or broken',
} as const;

const NETWORK = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

/** A failed exchange, by what the causes of an error say. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  const causes: (Error & { code?: unknown })[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) causes.push(cause);
  const isBroken = causes.some(
    ({ code, message }) =>
      NETWORK.includes(String(code)) || message === 'terminated' || message === 'other side closed',
  );
  return new Trouble(isBroken ? CLEAR.broken : `unclear: ${causes.map(String).join(' < ') || String(error)}`);
}

/** An HTTP answer other than 200. */
export function refusalOf(status: number, headers: Headers, text: string): Trouble {
  const code = codeIn(text);
  if (headers.has('retry-after')) {
    if (status === 503) return new Trouble(CLEAR.away);
    if (status === 409 && code === 'request_in_progress') return new Trouble(CLEAR.inProgress);
  }
  if (status === 500 && code === 'process_ended') return new Trouble(CLEAR.ended);
  return new Trouble(`unclear: HTTP ${status} ${text.slice(0, 300)}`);
}

/** An error of a tool: JSON of `{code, message, …}`. */
export function toolTrouble(text: string): Trouble {
  const { code, retry_after_seconds } = JSON.parse(text) as { code: string; retry_after_seconds?: number };
  if (code === 'unavailable') return new Trouble(CLEAR.unavailable);
  if (code === 'rate_limited' && retry_after_seconds) return new Trouble(CLEAR.rateLimited);
  return new Trouble(`unclear: tool error ${text.slice(0, 300)}`);
}

export function rpcTrouble(error: { readonly code: number; readonly message: string }): Trouble {
  const saysSo = /^The database cannot be used right now; try again/.test(error.message);
  return new Trouble(saysSo ? CLEAR.rpcUnavailable : `unclear: JSON-RPC ${error.code} ${error.message}`);
}

function codeIn(text: string): unknown {
  try {
    return JSON.parse(text)?.code;
  } catch {
    return undefined;
  }
}
