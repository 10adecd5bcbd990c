import assert from 'node:assert/strict';
import { ConfigError } from '../src/config-error.js';
import { tracingConfig } from '../src/tracing-config.js';

describe('tracingConfig', () => {
  const base = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
  const defaults = {
    url: 'http://collector:4318/v1/traces',
    headers: {},
    resource: { 'service.name': 'integration-gateway' },
    sampler: { parentBased: true, ratio: 1 },
  };

  const good: [string, { given: Record<string, string>; want: object | null }][] = [
    ['nothing set', { given: {}, want: null }],
    ['a name alone', { given: { OTEL_SERVICE_NAME: 'x' }, want: null }],
    ['a collector', { given: base, want: {} }],
    [
      'a collector with a slash at its end',
      { given: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' }, want: {} },
    ],
    [
      'a collector of traces, as it is',
      { given: { ...base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://t/x' }, want: { url: 'https://t/x' } },
    ],
    ['switched off', { given: { ...base, OTEL_SDK_DISABLED: 'true' }, want: null }],
    ['not switched off', { given: { ...base, OTEL_SDK_DISABLED: 'false' }, want: {} }],
    ['a name', { given: { ...base, OTEL_SERVICE_NAME: 'bank' }, want: { resource: { 'service.name': 'bank' } } }],
    [
      'what else is known of the process',
      {
        given: { ...base, OTEL_RESOURCE_ATTRIBUTES: 'k8s.pod.name=g-1,service.name=x', OTEL_SERVICE_NAME: 'bank' },
        want: { resource: { 'service.name': 'bank', 'k8s.pod.name': 'g-1' } },
      },
    ],
    [
      'headers',
      {
        given: { ...base, OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a%20b, authorization = Basic YTpi==,' },
        want: { headers: { 'x-key': 'a b', authorization: 'Basic YTpi==' } },
      },
    ],
    [
      'headers for traces before those for all',
      {
        given: { ...base, OTEL_EXPORTER_OTLP_HEADERS: 'a=1', OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'b=2' },
        want: { headers: { b: '2' } },
      },
    ],
    [
      'a part of those that begin here',
      {
        given: { ...base, OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.25' },
        want: { sampler: { parentBased: true, ratio: 0.25 } },
      },
    ],
    [
      'none, whatever the caller says',
      { given: { ...base, OTEL_TRACES_SAMPLER: 'always_off' }, want: { sampler: { parentBased: false, ratio: 0 } } },
    ],
  ];
  for (const [name, { given, want }] of good) {
    it(name, () => assert.deepEqual(tracingConfig(given), want && { ...defaults, ...want }));
  }

  const bad: [string, { given: Record<string, string>; want: RegExp }][] = [
    [
      'a collector without a scheme',
      { given: { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, want: /_ENDPOINT must/ },
    ],
    ['gRPC', { given: { ...base, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, want: /_PROTOCOL is "grpc"/ }],
    [
      'headers without values, which it does not repeat',
      { given: { ...base, OTEL_EXPORTER_OTLP_HEADERS: 'secret' }, want: /_HEADERS must(?!.*secret)/ },
    ],
    ['another sampler', { given: { ...base, OTEL_TRACES_SAMPLER: 'jaeger' }, want: /_SAMPLER is "jaeger"/ }],
    [
      'more than all',
      { given: { ...base, OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '2' }, want: /_ARG is "2"/ },
    ],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}`, () => {
      assert.throws(
        () => tracingConfig(given),
        (error: Error) => error instanceof ConfigError && want.test(error.message),
      );
    });
  }
});
