import { redactPayloads } from '../queries/run-redaction.js';
import type { NewRunItem, RunItemType } from '../queries/runs.js';
import type { FormulaPlace } from './formula.js';
import type { Limits } from './limits.js';
import type { Redactor } from './redactor.js';
import type { Batch, RunHost } from './run-host.js';

/** A step as the engine tells it. */
export interface Step {
  readonly type: RunItemType;
  readonly label?: string | null;
  /** Milliseconds of the wall clock. */
  readonly at: number;
  readonly milliseconds?: number;
  readonly failed?: boolean;
  /** JSON texts. */
  readonly request?: string | null;
  readonly response?: string | null;
  readonly content?: string | null;
  readonly stackTrace?: string | null;
  readonly messages?: readonly { readonly type: string; readonly text: string }[];
  readonly place?: FormulaPlace | null;
}

/** How many steps go to the history at once, and how long one may wait for others. */
const BATCH = 400;
const WAIT_MS = 200;
/** How many batches may be on their way before the run waits for them. */
const MOST_UNDER_WAY = 4;
const LONGEST_LABEL = 64;
const MOST_LABELS = 100;

/** Writes a run's history as it goes: in batches, masked, and without ever failing the run. */
export class Recorder {
  #items: NewRunItem[] = [];
  #labels: string[] = [];
  /** Steps that were told, and are not yet what will be stored. */
  #told: { readonly step: Step; readonly sequence: number }[] = [];
  #bytes = 0;
  #preparing: NodeJS.Immediate | undefined;
  #known = new Set<string>();
  /** The first number is INPUT's, however late it is told. */
  #sequence = 1;
  #timer: NodeJS.Timeout | undefined;
  readonly #underWay = new Set<Promise<void>>();
  #problem: string | null = null;
  #held = true;

  constructor(
    private readonly host: Pick<RunHost, 'record'>,
    private readonly redactor: Redactor,
    private readonly options: { readonly store: boolean; readonly payloads: boolean; readonly limits: Limits },
  ) {}

  /** Why a part of the history is missing; null when nothing is. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Told once the masks are known: from then on, steps leave. */
  input(step: Step): void {
    this.#held = false;
    if (this.options.store) this.#told.unshift({ step, sequence: 1 });
  }

  add(step: Step): void {
    if (!this.options.store) return;
    if (this.#sequence >= this.options.limits.steps && step.type !== 'OUTPUT' && step.type !== 'FAILURE') {
      this.#problem ??= `Only the first ${this.options.limits.steps} steps were recorded.`;
      return;
    }
    this.#sequence += 1;
    this.#told.push({ step, sequence: this.#sequence });
    if (this.#held) return;
    if (this.#told.length + this.#items.length >= BATCH) {
      this.#send();
      return;
    }
    this.#timer ??= setTimeout(() => this.#send(), WAIT_MS);
    // The run mostly waits for somebody's answer next, and this can be done meanwhile.
    this.#preparing ??= setImmediate(() => this.#prepare());
  }

  label(text: string): void {
    const label = text.trim().slice(0, LONGEST_LABEL);
    if (!this.options.store || label === '' || this.#known.has(label) || this.#known.size >= MOST_LABELS) return;
    this.#known.add(label);
    this.#labels.push(label);
  }

  /** Waits when the history cannot keep up. */
  async ease(): Promise<void> {
    if (this.#underWay.size >= MOST_UNDER_WAY) await Promise.race(this.#underWay);
  }

  /** Waits until everything is stored, or could not be; but for the last steps, which go with the end of the run. */
  async last(): Promise<Batch> {
    clearTimeout(this.#timer);
    await Promise.all(this.#underWay);
    return this.#batch();
  }

  #prepare(): void {
    clearImmediate(this.#preparing);
    this.#preparing = undefined;
    for (const { step, sequence } of this.#told) this.#items.push(this.#itemOf(step, sequence));
    this.#told = [];
  }

  #batch(): Batch {
    this.#prepare();
    const batch = { items: this.#items, labels: this.#labels.map((label) => this.redactor.text(label)) };
    this.#items = [];
    this.#labels = [];
    return batch;
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#held || this.#told.length + this.#items.length + this.#labels.length === 0) return;
    const batch = this.#batch();
    const stored: Promise<void> = this.host
      .record(batch)
      .catch((error: Error) => {
        this.#problem ??= `${batch.items.length} or more steps could not be recorded: ${error.message}`;
      })
      .finally(() => this.#underWay.delete(stored));
    this.#underWay.add(stored);
  }

  #itemOf(step: Step, sequence: number): NewRunItem {
    const { redactor } = this;
    const part = (json: string | null | undefined) => (json ? this.#kept(redactor.json(json)) : null);
    const plain = (text: string | null | undefined) => (text ? redactor.text(text) : null);
    const item: NewRunItem = {
      sequence,
      type: step.type,
      label: plain(step.label)?.slice(0, LONGEST_LABEL) ?? null,
      at: new Date(step.at).toISOString(),
      milliseconds: step.milliseconds ?? 0,
      failed: step.failed ?? false,
      request: part(step.request),
      response: part(step.response),
      content: part(step.content),
      stack_trace: plain(step.stackTrace)?.slice(0, this.options.limits.storedPart) ?? null,
      messages: step.messages && step.messages.length > 0 ? part(JSON.stringify(step.messages)) : null,
      component_kind: step.place?.kind ?? null,
      component_id: step.place?.id ?? null,
      component_field: step.place?.field || null,
    };
    return this.options.payloads ? item : redactPayloads(item);
  }

  /** What is too large to be kept whole is kept as its beginning, and nothing of it once the run has stored all that it may. */
  #kept(json: string): string {
    const { storedPart, storedRun } = this.options.limits;
    const size = json.length;
    if (this.#bytes + Math.min(size, storedPart) > storedRun) {
      this.#problem ??= `What the steps carry was recorded up to ${storedRun} bytes.`;
      return JSON.stringify({ truncated: true, size });
    }
    this.#bytes += Math.min(size, storedPart);
    if (size <= storedPart) return json;
    return JSON.stringify({ truncated: true, size, beginning: json.slice(0, Math.floor(storedPart / 2)) });
  }
}
