import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { readConfig } from '../src/config.js';
import { ConfigError } from '../src/config-error.js';

describe('readConfig', () => {
  const defaults = {
    host: '127.0.0.1',
    port: 3000,
    databaseUrl: `sqlite:${resolve('data/gateway.sqlite')}`,
    listenUrl: null,
    poolSize: null,
    prepares: true,
    publicUrl: null,
    proxies: 0,
    accessTokenSeconds: 3600,
    registrationDomains: [],
    metadataDomains: [],
    logLevel: 'info',
    encryptionKeys: [],
    keyFile: resolve('data/encryption.key'),
    buildHelperDir: resolve('data/buildhelper'),
    allowedHosts: [],
    mail: null,
    role: 'all',
    jobsAtOnce: 20,
    metricsToken: null,
    drainSeconds: 0,
    tracing: null,
  };

  const good: [string, { given: Record<string, string>; want: object }][] = [
    ['nothing set', { given: {}, want: {} }],
    ['set to nothing is not set', { given: { PORT: '', HOST: '' }, want: {} }],
    ['a port', { given: { PORT: '8080' }, want: { port: 8080 } }],
    [
      'a pool size, and nothing prepared',
      { given: { GATEWAY_POOL_SIZE: '5', GATEWAY_PREPARED: 'off' }, want: { poolSize: 5, prepares: false } },
    ],
    [
      'another address to listen at',
      {
        given: { DATABASE_URL: 'postgres://pool/x', GATEWAY_LISTEN_URL: 'postgres://direct/x' },
        want: { databaseUrl: 'postgres://pool/x', listenUrl: 'postgres://direct/x' },
      },
    ],
    [
      'a worker, and how much it does at once',
      {
        given: { DATABASE_URL: 'postgres://h/n', GATEWAY_ROLE: 'worker', GATEWAY_JOBS_AT_ONCE: '200' },
        want: { databaseUrl: 'postgres://h/n', listenUrl: 'postgres://h/n', role: 'worker', jobsAtOnce: 200 },
      },
    ],
    ['a host', { given: { HOST: '0.0.0.0' }, want: { host: '0.0.0.0' } }],
    [
      'a data folder takes the database along',
      {
        given: { GATEWAY_DATA_DIR: '/d' },
        want: {
          databaseUrl: 'sqlite:/d/gateway.sqlite',
          keyFile: '/d/encryption.key',
          buildHelperDir: '/d/buildhelper',
        },
      },
    ],
    [
      'PostgreSQL',
      {
        given: { DATABASE_URL: 'postgres://u:p@h/n' },
        want: { databaseUrl: 'postgres://u:p@h/n', listenUrl: 'postgres://u:p@h/n' },
      },
    ],
    ['a SQLite file', { given: { DATABASE_URL: 'sqlite:x.db' }, want: { databaseUrl: `sqlite:${resolve('x.db')}` } }],
    [
      'a public address, its last slash dropped',
      { given: { GATEWAY_PUBLIC_URL: 'https://g.example.com/' }, want: { publicUrl: 'https://g.example.com' } },
    ],
    ['keys, the newest first', { given: { GATEWAY_ENCRYPTION_KEYS: 'b, a' }, want: { encryptionKeys: ['b', 'a'] } }],
    [
      'hosts that may be reached',
      {
        given: { GATEWAY_ALLOWED_HOSTS: 'Core.Bank,10.0.0.7:8443,[::1]:1' },
        want: { allowedHosts: ['core.bank', '10.0.0.7:8443', '[::1]:1'] },
      },
    ],
    ['proxies in front', { given: { GATEWAY_PROXIES: '9' }, want: { proxies: 9 } }],
    [
      'how long access tokens are good',
      { given: { GATEWAY_ACCESS_TOKEN_SECONDS: '86400' }, want: { accessTokenSeconds: 86_400 } },
    ],
    [
      'hosts to which clients that register themselves may send people back',
      {
        given: { GATEWAY_CLIENT_REGISTRATION: 'localhost, Claude.ai,*.example.com' },
        want: { registrationDomains: ['localhost', 'claude.ai', '*.example.com'] },
      },
    ],
    [
      'hosts whose pages may describe clients',
      { given: { GATEWAY_CLIENT_METADATA: 'vscode.dev' }, want: { metadataDomains: ['vscode.dev'] } },
    ],
    [
      'mail',
      {
        given: { GATEWAY_SMTP_URL: 'smtp://u:p@mail.bank:587', GATEWAY_MAIL_FROM: 'Gateway <gateway@bank.example>' },
        want: { mail: { smtpUrl: 'smtp://u:p@mail.bank:587', from: 'Gateway <gateway@bank.example>' } },
      },
    ],
    [
      'metrics, for who has a token',
      { given: { GATEWAY_METRICS_TOKEN: 'abcdefghijklmnop' }, want: { metricsToken: 'abcdefghijklmnop' } },
    ],
    ['time to be found out about', { given: { GATEWAY_DRAIN_SECONDS: '15' }, want: { drainSeconds: 15 } }],
  ];
  for (const [name, { given, want }] of good) {
    it(name, () => assert.deepEqual(readConfig(given), { ...defaults, ...want }));
  }

  const bad: [string, { given: Record<string, string>; want: RegExp }][] = [
    ['a port that is no number', { given: { PORT: 'http' }, want: /^PORT is "http"; it must be a whole number/ }],
    ['a port out of range', { given: { PORT: '65536' }, want: /^PORT is "65536"/ }],
    ['a negative port', { given: { PORT: '-1' }, want: /^PORT is "-1"/ }],
    ['another database', { given: { DATABASE_URL: 'mysql://u:secret@h/n' }, want: /^DATABASE_URL must look like/ }],
    [
      'a public address without a scheme',
      { given: { GATEWAY_PUBLIC_URL: 'g.example.com' }, want: /^GATEWAY_PUBLIC_URL/ },
    ],
    ['a pool of one', { given: { GATEWAY_POOL_SIZE: '1' }, want: /^GATEWAY_POOL_SIZE is "1"/ }],
    ['half prepared', { given: { GATEWAY_PREPARED: 'half' }, want: /^GATEWAY_PREPARED is "half"/ }],
    [
      'a file to listen at',
      { given: { DATABASE_URL: 'postgres://h/x', GATEWAY_LISTEN_URL: 'sqlite:x' }, want: /^GATEWAY_LISTEN_URL must/ },
    ],
    ['a public address with a path', { given: { GATEWAY_PUBLIC_URL: 'https://g/ig' }, want: /^GATEWAY_PUBLIC_URL/ }],
    ['a public address with a query', { given: { GATEWAY_PUBLIC_URL: 'https://g/?a=1' }, want: /^GATEWAY_PUBLIC_URL/ }],
    ['an address for a host', { given: { GATEWAY_ALLOWED_HOSTS: 'http://x' }, want: /^GATEWAY_ALLOWED_HOSTS has/ }],
    [
      'another role',
      { given: { GATEWAY_ROLE: 'boss' }, want: /^The role is "boss"; it must be one of web, worker, all/ },
    ],
    ['a worker on SQLite', { given: { GATEWAY_ROLE: 'worker' }, want: /SQLite does everything in one process/ }],
    ['no job at once', { given: { GATEWAY_JOBS_AT_ONCE: '0' }, want: /^GATEWAY_JOBS_AT_ONCE is "0"/ }],
    ['too many jobs at once', { given: { GATEWAY_JOBS_AT_ONCE: '201' }, want: /^GATEWAY_JOBS_AT_ONCE is "201"/ }],
    ['ten proxies', { given: { GATEWAY_PROXIES: '10' }, want: /^GATEWAY_PROXIES is "10"/ }],
    ['proxies that are no number', { given: { GATEWAY_PROXIES: 'yes' }, want: /^GATEWAY_PROXIES is "yes"/ }],
    ...['0', '86401', '1e3', '-1', '1.5'].map((given): (typeof bad)[number] => [
      `access tokens for ${given} seconds`,
      {
        given: { GATEWAY_ACCESS_TOKEN_SECONDS: given },
        want: /^GATEWAY_ACCESS_TOKEN_SECONDS is "[^"]+"; .* 1 to 86400/,
      },
    ]),
    ...['*', 'https://claude.ai', 'claude.ai/', 'claude.ai:443', '*.*.example', 'a..b', '.'].map(
      (given): (typeof bad)[number] => [
        `${given} as the host of clients`,
        { given: { GATEWAY_CLIENT_METADATA: `localhost, ${given}` }, want: /^GATEWAY_CLIENT_METADATA has "[^"]+"; / },
      ],
    ),
    ...['on', 'false', '0'].map((given): (typeof bad)[number] => [
      `${given} for the hosts of clients that register themselves`,
      {
        given: { GATEWAY_CLIENT_REGISTRATION: given },
        want: /^GATEWAY_CLIENT_REGISTRATION has "\w+"; it must be hosts/,
      },
    ]),
    [
      'a mail server that is none',
      { given: { GATEWAY_SMTP_URL: 'mail.bank', GATEWAY_MAIL_FROM: 'a@b' }, want: /^GATEWAY_SMTP_URL must look like/ },
    ],
    [
      'a mail server without a sender',
      { given: { GATEWAY_SMTP_URL: 'smtp://u:secret@mail.bank' }, want: /^GATEWAY_MAIL_FROM is "";(?!.*secret)/ },
    ],
    [
      'a token for metrics that can be guessed',
      { given: { GATEWAY_METRICS_TOKEN: 'secret' }, want: /^GATEWAY_METRICS_TOKEN must have at least 16(?!.*secret)/ },
    ],
    ...['-1', '301', 'soon'].map((given): (typeof bad)[number] => [
      `${given} seconds to be found out about`,
      { given: { GATEWAY_DRAIN_SECONDS: given }, want: /^GATEWAY_DRAIN_SECONDS is "[^"]+"; .* 0 to 300/ },
    ]),
    ['a log level that is none', { given: { GATEWAY_LOG_LEVEL: 'loud' }, want: /^GATEWAY_LOG_LEVEL is "loud"/ }],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}, in one line`, () => {
      assert.throws(
        () => readConfig(given),
        (error: Error) => error instanceof ConfigError && want.test(error.message) && !error.message.includes('\n'),
      );
    });
  }

  it('does not repeat an address that may hold a password', () => {
    for (const name of ['DATABASE_URL', 'GATEWAY_SMTP_URL']) {
      assert.throws(
        () => readConfig({ [name]: 'mysql://u:secret@h/n' }),
        (error: Error) => !error.message.includes('secret'),
      );
    }
  });
});
