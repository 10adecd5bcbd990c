import { setTimeout as delay } from 'node:timers/promises';
import { type Caller, exchange, type OpenCaller } from './caller.js';
import type { Ledger } from './ledger.js';
import { refusalOf, Trouble } from './trouble.js';

/** The integrations of the scene: each calls the recorder with the id of its payload. */
export const WAITED = 'waited';
export const QUEUED = 'queued';

/** Between two things that a client does, so that no rate limit is reached; and before it tries again. */
const PAUSE_MS = { least: 100, most: 500 };
const AGAIN_MS = 300;
/** How long a client asks again for the answer to what it has sent with a key; a process is missed after 20 seconds. */
const ASK_AGAIN_MS = 90_000;

export interface VisitorOptions {
  readonly name: string;
  readonly url: string;
  readonly token: string;
  readonly open: OpenCaller;
  readonly ledger: Ledger;
  readonly random: () => number;
}

/** A client that does one thing after the other, until it is told to go. */
export class Visitor {
  #leaving = false;
  #count = 0;
  #caller: Promise<Caller> | null = null;
  /** What is still being asked for again, with its key. */
  readonly #open = new Set<Promise<void>>();
  readonly #went: Promise<void>;

  constructor(private readonly options: VisitorOptions) {
    this.#went = this.#visit();
  }

  /** Resolves when it has done what it had begun. */
  async leave(): Promise<void> {
    this.#leaving = true;
    await this.#went;
    await Promise.all(this.#open);
  }

  async #visit(): Promise<void> {
    const { ledger, random } = this.options;
    const deeds = this.#deeds();
    let turn = Math.floor(random() * deeds.length);
    while (!this.#leaving) {
      const [what, deed] = deeds[turn++ % deeds.length] as (typeof deeds)[0];
      try {
        await deed(`${this.options.name}-${this.#count++}`);
        ledger.did(what);
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        ledger.saw(error);
        await delay(AGAIN_MS);
      }
      await delay(PAUSE_MS.least + random() * (PAUSE_MS.most - PAUSE_MS.least));
    }
  }

  #deeds(): [what: string, deed: (id: string) => Promise<void>][] {
    const { ledger } = this.options;
    const call = async (name: string, args: Record<string, unknown>) => (await this.#connected()).call(name, args);
    return [
      ['tools listed', async () => (await this.#connected()).listTools()],
      ['integrations listed', () => call('list_integrations', { limit: 5 })],
      ['run, queued over HTTP', (id) => this.#queueOverHttp(id)],
      ['integration read', () => call('read_integration', { integration_name: WAITED })],
      [
        'integration written',
        async (id) => {
          const integration = { description: id };
          await call('write_integration', { integration_name: id, create_if_missing: true, integration });
          ledger.written.push(id);
        },
      ],
      [
        'run, waited for',
        async (id) => {
          const answer = await call('execute_integration', { integration_name: WAITED, payload: { id } });
          if (answer.running) ledger.promised.push({ id, runId: answer.run_history_id });
          else if (answer.success) ledger.succeeded.push(id);
          else throw new Trouble(`unclear: a run failed: ${JSON.stringify(answer).slice(0, 300)}`);
        },
      ],
      [
        'run, queued over MCP',
        async (id) => {
          const args = { integration_name: WAITED, payload: { id }, wait_seconds: 0 };
          ledger.promised.push({ id, runId: (await call('execute_integration', args)).run_history_id });
        },
      ],
      [
        'run, sent with a key',
        async (id) => {
          const asked = this.#askUntilAnswered(id).finally(() => this.#open.delete(asked));
          this.#open.add(asked);
        },
      ],
    ];
  }

  async #connected(): Promise<Caller> {
    const { open, url, token } = this.options;
    this.#caller ??= open(`${url}/mcp`, token);
    try {
      return await this.#caller;
    } catch (error) {
      this.#caller = null;
      throw error;
    }
  }

  async #execute(integration: string, id: string, headers: Record<string, string> = {}) {
    const { url, token } = this.options;
    const answer = await exchange(`${url}/integrations/execute/${integration}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ id }),
    });
    if (answer.status !== 200) throw refusalOf(answer.status, answer.headers, answer.text);
    return answer;
  }

  async #queueOverHttp(id: string): Promise<void> {
    const { headers } = await this.#execute(QUEUED, id);
    this.options.ledger.promised.push({ id, runId: Number(headers.get('x-run-history-id')) });
  }

  /** The same request with the same key, again and again until there is an answer to it. */
  async #askUntilAnswered(id: string): Promise<void> {
    const { ledger } = this.options;
    for (const end = performance.now() + ASK_AGAIN_MS; ; await delay(AGAIN_MS)) {
      try {
        await this.#execute(WAITED, id, { 'idempotency-key': id });
        ledger.succeededOnce.push(id);
        return ledger.did('run, answered for its key');
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        ledger.saw(error);
        // That is an answer: it is not begun again.
        if (error.isFinal) return;
        if (performance.now() > end) return ledger.saw(new Trouble(`unclear: no answer for a key: ${error.message}`));
      }
    }
  }
}
