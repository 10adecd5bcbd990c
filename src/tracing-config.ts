import { ConfigError } from './config-error.js';

/** Where traces go, and which. */
export interface TracingConfig {
  /** Of the collector, with the path. */
  readonly url: string;
  /** What the collector wants to see with each request: secrets, often. */
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly sampler: Sampler;
}

/** Which traces are recorded; `parentBased`: those that a caller has begun, as the caller has decided. */
interface Sampler {
  readonly parentBased: boolean;
  /** Of those that begin here, 0 to 1. */
  readonly ratio: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** As OpenTelemetry names these settings; null when nothing says where traces should go. */
export function tracingConfig(env: Environment): TracingConfig | null {
  const url = urlOf(env);
  if (url === null || /^true$/i.test(env.OTEL_SDK_DISABLED ?? '')) return null;
  const protocol = env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL || env.OTEL_EXPORTER_OTLP_PROTOCOL;
  if (protocol === 'grpc') {
    throw new ConfigError(
      'OTEL_EXPORTER_OTLP_PROTOCOL is "grpc"; the gateway speaks http/json, which collectors take at port 4318.',
    );
  }
  return {
    url,
    headers: headersOf(env.OTEL_EXPORTER_OTLP_TRACES_HEADERS || env.OTEL_EXPORTER_OTLP_HEADERS || ''),
    serviceName: env.OTEL_SERVICE_NAME || 'integration-gateway',
    sampler: samplerOf(env),
  };
}

function urlOf(env: Environment): string | null {
  const whole = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  const base = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!whole && !base) return null;
  const text = whole || `${base?.replace(/\/+$/, '')}/v1/traces`;
  if (/^https?:\/\/./.test(text) && URL.canParse(text)) return text;
  throw new ConfigError('OTEL_EXPORTER_OTLP_ENDPOINT must look like http://collector.example.com:4318.');
}

/** `name=value,name=value`, percent-encoded. */
function headersOf(text: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const pair of text.split(',').filter((part) => part.trim() !== '')) {
    const [, name, value] = /^\s*([!#$%&'*+.^_`|~\w-]+)\s*=(.*)$/.exec(pair) ?? [];
    // The value may be a secret, so it is not repeated.
    if (name === undefined || value === undefined) {
      throw new ConfigError('OTEL_EXPORTER_OTLP_HEADERS must look like name=value,name=value.');
    }
    headers[name] = decoded(value.trim());
  }
  return headers;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const SAMPLERS = ['always_on', 'always_off', 'traceidratio'].flatMap((name) => [name, `parentbased_${name}`]);

function samplerOf(env: Environment): Sampler {
  const name = env.OTEL_TRACES_SAMPLER || 'parentbased_always_on';
  if (!SAMPLERS.includes(name)) {
    throw new ConfigError(`OTEL_TRACES_SAMPLER is "${name}"; it must be one of ${SAMPLERS.join(', ')}.`);
  }
  const parentBased = name.startsWith('parentbased_');
  if (name.endsWith('always_on')) return { parentBased, ratio: 1 };
  if (name.endsWith('always_off')) return { parentBased, ratio: 0 };
  const text = env.OTEL_TRACES_SAMPLER_ARG || '1';
  const ratio = Number(text);
  if (ratio >= 0 && ratio <= 1) return { parentBased, ratio };
  throw new ConfigError(`OTEL_TRACES_SAMPLER_ARG is "${text}"; it must be a number from 0 to 1.`);
}
