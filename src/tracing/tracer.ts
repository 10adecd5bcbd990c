/** Tells what a piece of work was a part of, from process to process (W3C Trace Context): `traceparent`, and `tracestate` at times. */
export type TraceHeaders = Readonly<Record<string, string>>;

/** What is said of a piece of work. No secrets, no payloads, and nothing of an address that somebody may have put a secret in. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

export interface Work {
  /** One of few, or nobody can count them. */
  readonly name: string;
  /** Whether it was asked for from outside, is asked of somebody outside, or neither. */
  readonly kind: 'server' | 'client' | 'internal';
  readonly attributes?: Attributes;
  /** What it is a part of; left out: of what goes on here, if anything does. */
  readonly parent?: TraceHeaders | null;
}

/** A piece of work that goes on. */
export interface Span {
  /** For others who do a part of it. */
  readonly headers: TraceHeaders;
  set(attributes: Attributes): void;
  /** What is begun in there becomes a part of this. */
  within<T>(work: () => T): T;
  /** @param error what kind of error it ended with; null when with none */
  end(error?: string | null): void;
}

/** Takes note of what goes on. Where traces are off there is none, so that they cost nothing. */
export interface Tracer {
  begin(work: Work): Span;
  /** For others who do a part of what goes on here; null when nothing does. */
  current(): TraceHeaders | null;
}
