import { setTimeout as wait } from 'node:timers/promises';
import {
  type Span as ApiSpan,
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import { AsyncContexts } from './async-contexts.js';
import type { Span, TraceHeaders, Tracer, Work } from './tracer.js';

/** Where traces go, and which. */
export interface TracingOptions {
  /** Of the collector, with the path. */
  readonly url: string;
  /** What the collector wants to see with each request: secrets, often. */
  readonly headers: Readonly<Record<string, string>>;
  /** What is known of this process, `service.name` for one. */
  readonly resource: Readonly<Record<string, string>>;
  readonly sampler: {
    /** Traces that a caller has begun are recorded when the caller records them. */
    readonly parentBased: boolean;
    /** Which part of the others is recorded, 0 to 1. */
    readonly ratio: number;
  };
}

export interface Tracing {
  readonly tracer: Tracer;
  /** Sends what was not sent yet, if that does not take long. */
  stop(): Promise<void>;
}

/** How long the collector may take for what is left at the end. */
const STOP_LIMIT_MS = 3_000;
/** A collector that is away would otherwise fill the log. */
const COMPLAIN_EVERY_MS = 60_000;
const LONGEST_ATTRIBUTE = 256;

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };

/**
 * Takes note through OpenTelemetry's API, which libraries may use as well, and sends spans to a collector over OTLP: in batches, beside
 * the calls, which know nothing of it when the collector is away.
 */
export function startTracing(options: TracingOptions, version: string, log: Logger): Tracing {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.version': version, ...options.resource }),
    sampler: samplerOf(options.sampler),
    spanLimits: { attributeValueLengthLimit: LONGEST_ATTRIBUTE },
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url: options.url, headers: { ...options.headers } }),
      }),
    ],
  });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncContexts());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const complain = complaining(log);
  setGlobalErrorHandler(complain);
  const tracer = trace.getTracer('integration-gateway', version);
  return {
    tracer: {
      begin({ name, kind, attributes, parent }: Work): Span {
        const around = parent ? propagation.extract(ROOT_CONTEXT, parent) : context.active();
        return spanOf(tracer.startSpan(name, { kind: KINDS[kind], attributes }, around), around);
      },
      current: () => (trace.getActiveSpan() ? headersOf(context.active()) : null),
    },
    async stop() {
      await Promise.race([provider.shutdown().catch(complain), wait(STOP_LIMIT_MS, undefined, { ref: false })]);
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}

function spanOf(span: ApiSpan, around: Context): Span {
  const inside = trace.setSpan(around, span);
  return {
    get headers() {
      return headersOf(inside);
    },
    set: (attributes) => void span.setAttributes(attributes),
    within: (work) => context.with(inside, work),
    end(error = null) {
      if (error !== null) span.setAttribute('error.type', error).setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

function headersOf(around: Context): TraceHeaders {
  const headers: Record<string, string> = {};
  propagation.inject(around, headers);
  return headers;
}

function samplerOf({ parentBased, ratio }: TracingOptions['sampler']): Sampler {
  const root = new TraceIdRatioBasedSampler(ratio);
  return parentBased ? new ParentBasedSampler({ root }) : root;
}

function complaining(log: Logger): (error: unknown) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (error) => {
    const now = performance.now();
    if (now - last < COMPLAIN_EVERY_MS) return;
    last = now;
    // What the collector has answered may repeat what it was sent.
    const { name, code } = error as Error & { code?: unknown };
    log.warn({ name, code }, 'traces could not be sent');
  };
}
