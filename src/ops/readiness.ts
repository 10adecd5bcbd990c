/** What must be well for the process to take requests; a check answers with why it is not, in a word or two for strangers, or null. */
export type Checks = Readonly<Record<string, () => Promise<string | null>>>;

interface ReadinessOptions {
  readonly checks: Checks;
  /** Milliseconds for measuring, not a date. */
  readonly clock: () => number;
  /** How long a check may take. */
  readonly limitMs?: number;
  /** For how long an answer is good, so that asking often asks the database seldom. */
  readonly keptMs?: number;
}

export interface State {
  readonly ready: boolean;
  /** `ok`, or what is wrong, for each part. */
  readonly parts: Readonly<Record<string, string>>;
}

/** Whether this process should be sent requests. */
export class Readiness {
  #isStopping = false;
  #known: { readonly at: number; readonly parts: Promise<Record<string, string>> } | null = null;
  /** Checks that have not answered in time, and still may. */
  readonly #hanging = new Set<string>();

  constructor(private readonly options: ReadinessOptions) {}

  /** From here on it is not ready: no more should be sent. */
  stopping(): void {
    this.#isStopping = true;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  async state(): Promise<State> {
    const { clock, keptMs = 250 } = this.options;
    if (!this.#known || clock() - this.#known.at > keptMs) this.#known = { at: clock(), parts: this.#checked() };
    const parts = { process: this.#isStopping ? 'stopping' : 'ok', ...(await this.#known.parts) };
    return { ready: Object.values(parts).every((part) => part === 'ok'), parts };
  }

  async #checked(): Promise<Record<string, string>> {
    const names = Object.keys(this.options.checks);
    const found = await Promise.all(names.map(async (name) => [name, (await this.#check(name)) ?? 'ok'] as const));
    return Object.fromEntries(found);
  }

  async #check(name: string): Promise<string | null> {
    // What hangs is not asked again: each question would take another connection.
    if (this.#hanging.has(name)) return 'no answer';
    const { checks, limitMs = 1_000 } = this.options;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve('no answer'), limitMs);
    });
    this.#hanging.add(name);
    const answer = (checks[name] as Checks[string])()
      .catch(() => 'failing')
      .finally(() => this.#hanging.delete(name));
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
