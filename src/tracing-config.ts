import { ConfigError } from './config-error.js';
import type { TracingOptions } from './tracing/open-telemetry.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** As OpenTelemetry names these settings; null when nothing says where traces should go. */
export function tracingConfig(env: Environment): TracingOptions | null {
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
    headers: env.OTEL_EXPORTER_OTLP_TRACES_HEADERS
      ? pairsOf('OTEL_EXPORTER_OTLP_TRACES_HEADERS', env.OTEL_EXPORTER_OTLP_TRACES_HEADERS)
      : pairsOf('OTEL_EXPORTER_OTLP_HEADERS', env.OTEL_EXPORTER_OTLP_HEADERS),
    resource: {
      'service.name': 'integration-gateway',
      ...pairsOf('OTEL_RESOURCE_ATTRIBUTES', env.OTEL_RESOURCE_ATTRIBUTES),
      ...(env.OTEL_SERVICE_NAME && { 'service.name': env.OTEL_SERVICE_NAME }),
    },
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
function pairsOf(variable: string, text = ''): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const pair of text.split(',').filter((part) => part.trim() !== '')) {
    const [, name, value] = /^\s*([!#$%&'*+.^_`|~\w-]+)\s*=(.*)$/.exec(pair) ?? [];
    // The value may be a secret, so it is not repeated.
    if (name === undefined || value === undefined) {
      throw new ConfigError(`${variable} must look like name=value,name=value.`);
    }
    pairs[name] = decoded(value.trim());
  }
  return pairs;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const SAMPLERS = ['always_on', 'always_off', 'traceidratio'].flatMap((name) => [name, `parentbased_${name}`]);

function samplerOf(env: Environment): TracingOptions['sampler'] {
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
