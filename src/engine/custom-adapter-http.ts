import { AdapterFailure } from '../adapters/adapter-failure.js';
import { Deadline } from '../adapters/deadline.js';
import { exchange } from '../adapters/http-exchange.js';
import { type HttpLimits, httpLimits } from '../adapters/http-limits.js';
import { textOf } from '../adapters/http-payload.js';
import { networkFailure } from '../adapters/network-failure.js';
import { urlRequest } from '../adapters/url-request.js';
import type { Outlet } from '../network/outlet.js';

/** An answer as the adapter's side of `http` is told of it. */
interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null when the body is no text. */
  readonly text: string | null;
  /** Null when the text, as UTF-8, is exactly the body. */
  readonly bytes: { readonly $bytes: string } | null;
}

/** The function `http` of a custom adapter, out here: for one call of its `execute` or `validate_config`. */
export class CustomAdapterHttp {
  #calls = 0;

  constructor(
    private readonly outlet: Outlet,
    /** Aborted when the call is over. */
    private readonly signal: AbortSignal,
    private readonly limits: { readonly calls: number } & HttpLimits = { ...httpLimits, calls: 100 },
  ) {}

  /** @throws AdapterFailure; its code is one of the message types */
  async call(given: Readonly<Record<string, unknown>>): Promise<Told> {
    try {
      return await this.#called(given);
    } catch (error) {
      const { type, message } = networkFailure(error, hostOf(given.url));
      throw Object.assign(new AdapterFailure(type, message), { code: type });
    }
  }

  async #called(given: Readonly<Record<string, unknown>>): Promise<Told> {
    if (++this.#calls > this.limits.calls)
      throw new AdapterFailure(
        'REFUSED',
        `http: an adapter may make ${this.limits.calls} calls each time it is called.`,
      );
    const { request, certificates, timeoutMs } = urlRequest({ ...given, body: bodyOf(given.body) });
    const { outlet, limits } = this;
    const deadline = new Deadline({ run: this.signal, timeoutMs, host: request.url.host });
    try {
      const answer = await exchange(request, { settings: { certificates }, outlet, signal: deadline.signal, limits });
      return told(answer);
    } finally {
      deadline.stop();
    }
  }
}

/** Bytes come as JSON that says so. */
function bodyOf(given: unknown): unknown {
  const { $bytes } = Object(given) as { $bytes?: unknown };
  return typeof $bytes === 'string' ? new Uint8Array(Buffer.from($bytes, 'base64')) : given;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function told({ status, headers, body }: Awaited<ReturnType<typeof exchange>>): Told {
  const shown = Object.entries(headers).map(([name, value]) => [name, [value ?? []].flat().join(', ')]);
  const answer = { status, headers: Object.fromEntries(shown) as Told['headers'] };
  try {
    return { ...answer, text: utf8.decode(body), bytes: null };
  } catch {
    const type = answer.headers['content-type'] ?? '';
    // Who says which letters they are means text; else it is what it is.
    const text = /charset\s*=\s*(?!"?utf-?8)/i.test(type) ? textOf(body, type) : null;
    return { ...answer, text, bytes: { $bytes: body.toString('base64') } };
  }
}

const hostOf = (url: unknown): string =>
  typeof url === 'string' && URL.canParse(url) ? new URL(url).host : 'the address';
