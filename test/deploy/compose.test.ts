import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.js';

describe('compose.yaml', () => {
  const text = readFileSync('compose.yaml', 'utf8');
  const { services, volumes } = parse(text, { merge: true });
  const gateways = ['gateway-1', 'gateway-2', 'worker'];
  const example = readFileSync('deploy/gateway.env.example', 'utf8');
  const asked = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => ({ name, value }));

  /** What a container is given when the file with the settings says this. */
  const environmentOf = (service: string, given: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(services[service].environment as Record<string, string | number | null>).map(([name, value]) => [
        name,
        value === null
          ? (given[name] ?? '')
          : String(value).replace(/\$\{(\w+)(:-(\w+)|:\?[^}]*)?\}/g, (_, key, how, otherwise) => {
              assert(given[key] || otherwise, `${key}, ${how}`);
              return given[key] || otherwise;
            }),
      ]),
    );
  const filled = {
    POSTGRES_PASSWORD: 'a'.repeat(48),
    GATEWAY_ENCRYPTION_KEYS: Buffer.alloc(32).toString('base64'),
    GATEWAY_PUBLIC_URL: 'https://gateway.example.com',
  };

  const roles: [string, { want: string }][] = [
    ['gateway-1', { want: 'web' }],
    ['gateway-2', { want: 'web' }],
    ['worker', { want: 'worker' }],
  ];
  for (const [name, { want }] of roles) {
    it(`gives ${name} settings that the gateway takes`, () => {
      const config = readConfig(environmentOf(name, filled));
      assert.equal(config.role, want);
      assert.equal(config.databaseUrl, `postgres://gateway:${filled.POSTGRES_PASSWORD}@database:5432/gateway`);
      assert.equal(config.proxies, 1);
      assert.equal(config.metricsToken, null);
      assert.deepEqual(config.encryptionKeys, [filled.GATEWAY_ENCRYPTION_KEYS]);
    });

    it(`keeps ${name} to itself, and gives it time to stop`, () => {
      const service = services[name];
      const { drainSeconds } = readConfig(environmentOf(name, filled));
      assert(Number.parseInt(service.stop_grace_period, 10) > drainSeconds + 13);
      assert.deepEqual([service.read_only, service.cap_drop, service.ports], [true, ['ALL'], undefined]);
    });
  }

  it('has no password that works by itself', () => {
    for (const secret of ['POSTGRES_PASSWORD', 'GATEWAY_ENCRYPTION_KEYS', 'GATEWAY_PUBLIC_URL']) {
      const { [secret]: _, ...others } = filled as Record<string, string>;
      assert.throws(() => environmentOf('worker', others), new RegExp(secret));
      assert.deepEqual(
        asked.filter(({ name }) => name === secret),
        [{ name: secret, value: '' }],
      );
    }
    for (const [, name] of text.matchAll(/(?:PASSWORD|KEYS): (.*)/g)) assert.match(name ?? '', /^\$\{\w+:\?/);
  });

  it('asks for what it uses, and uses what it asks for', () => {
    const used = new Set([
      ...[...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name),
      ...gateways.flatMap((name) => Object.keys(services[name].environment)),
    ]);
    for (const { name } of asked) assert(used.has(name), name);
    for (const [, name = ''] of text.matchAll(/\$\{(\w+):\?/g)) assert(asked.some((one) => one.name === name));
  });

  it('mounts and names what there is', () => {
    for (const service of Object.values(services) as { volumes?: string[] }[]) {
      for (const volume of service.volumes ?? []) {
        const [source = ''] = volume.split(':');
        assert(source.startsWith('./') ? existsSync(source) : source in volumes, volume);
      }
    }
    const proxied = [...readFileSync('deploy/nginx.conf', 'utf8').matchAll(/server ([\w-]+):3000/g)].map(([, n]) => n);
    assert.deepEqual(proxied, ['gateway-1', 'gateway-2']);
  });
});
