import type { Span, TraceHeaders, Tracer } from '../tracing/tracer.js';
import type { CallBeginning, CallEnd } from './run-host.js';
import type { RunResult, StartedBy } from './runner.js';

interface TracedRun {
  readonly pathName: string;
  readonly runHistoryId: number | null;
  readonly startedBy: StartedBy;
  /** What it is a part of; left out: of what goes on here. */
  readonly trace?: TraceHeaders | null;
}

/** A run in a trace, and its calls of other systems, which its thread tells of. */
export class RunTrace {
  readonly #span: Span;
  readonly #calls = new Map<number, Span>();
  #count = 0;

  constructor(
    private readonly tracer: Tracer,
    { pathName, runHistoryId, startedBy, trace }: TracedRun,
  ) {
    this.#span = tracer.begin({
      name: `run ${pathName}`,
      kind: 'internal',
      attributes: {
        'gateway.integration': pathName,
        'gateway.run.started_by': startedBy,
        ...(runHistoryId !== null && { 'gateway.run.id': runHistoryId }),
      },
      parent: trace,
    });
  }

  get headers(): TraceHeaders {
    return this.#span.headers;
  }

  callBegins({ system, name }: CallBeginning): { id: number; headers: TraceHeaders } {
    const id = ++this.#count;
    const attributes = { 'gateway.system': system, 'gateway.service_request': name };
    const span = this.tracer.begin({ name: `call ${system}`, kind: 'client', attributes, parent: this.headers });
    this.#calls.set(id, span);
    return { id, headers: span.headers };
  }

  callEnds({ id, attributes, error }: CallEnd): void {
    const span = this.#calls.get(id);
    this.#calls.delete(id);
    span?.set(attributes);
    span?.end(error);
  }

  end({ status, error }: RunResult): void {
    // The thread is gone that would have told of them.
    for (const span of this.#calls.values()) span.end('ended');
    this.#span.set({ 'gateway.run.status': status });
    this.#span.end(error?.type ?? null);
  }
}
