import assert from 'node:assert/strict';
import type { SettingField } from '../../src/adapters/adapter.js';
import { emailFields, emailProblems } from '../../src/adapters/email-settings.js';
import { httpFields, httpProblems } from '../../src/adapters/http-settings.js';
import {
  checkSettings,
  overrideSettings,
  settingFromText,
  settingLimits,
  splitSettings,
  strandedSecrets,
} from '../../src/adapters/settings.js';

const fields: Record<string, SettingField> = {
  host: { type: 'string', title: 'Host', required: true },
  port: { type: 'integer', title: 'Port', initial: 443, minimum: 1, maximum: 65535 },
  tls: { type: 'boolean', title: 'TLS', initial: true },
  password: { type: 'string', title: 'Password', secret: true },
};

describe('checkSettings', () => {
  it('completes what is not given', () => {
    assert.deepEqual(checkSettings(fields, { host: 'h', password: null }), {
      settings: { host: 'h', port: 443, tls: true, password: null },
      problems: null,
    });
  });

  const bad: [string, { given: Record<string, unknown>; want: RegExp[] }][] = [
    ['nothing', { given: {}, want: [/^host: is required$/] }],
    ['a blank', { given: { host: ' ' }, want: [/^host: is required$/] }],
    [
      'a setting that is none',
      { given: { host: 'h', prot: 1 }, want: [/^prot: there is no such setting; there are host, /] },
    ],
    ['one that every object has', { given: { host: 'h', constructor: 1 }, want: [/^constructor: there is no such/] }],
    [
      'a port out of range',
      { given: { host: 'h', port: 0 }, want: [/^port: must be a whole number from 1 to 65535$/] },
    ],
    ['a port that is a text', { given: { host: 'h', port: '443' }, want: [/^port: must be a whole/] }],
    ['half a port', { given: { host: 'h', port: 1.5 }, want: [/^port: must be a whole/] }],
    ['a boolean that is a text', { given: { host: 'h', tls: 'yes' }, want: [/^tls: must be true or false$/] }],
    ['a text that is an object', { given: { host: {} }, want: [/^host: must be a text$/] }],
    ['everything at once', { given: { port: -1, tls: 1, x: 1 }, want: [/^x/, /^host/, /^port/, /^tls/] }],
    [
      'a text too long',
      {
        given: { host: 'h', password: 's'.repeat(settingLimits.characters + 1) },
        want: [/^password: is longer than 65536/],
      },
    ],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}`, () => {
      const { problems } = checkSettings(fields, given);
      assert.equal(problems?.length, want.length, String(problems));
      for (const [at, pattern] of want.entries()) assert.match(problems?.[at] ?? '', pattern);
    });
  }
});

describe('splitSettings', () => {
  it('tells secrets from the rest', () => {
    assert.deepEqual(splitSettings(fields, { host: 'h', port: 1, tls: true, password: 's' }), {
      plain: { host: 'h', port: 1, tls: true },
      secret: { password: 's' },
    });
    assert.deepEqual(splitSettings(fields, { host: 'h', password: null }).secret, {});
  });
});

describe('overrideSettings', () => {
  const settings = { host: 'h', port: 443, tls: true, password: 's' };
  it('changes what it names, and nothing else', () => {
    assert.deepEqual(overrideSettings(fields, settings, undefined).settings, settings);
    for (const override of [{}, { host: 'h', port: 443 }]) {
      assert.deepEqual(overrideSettings(fields, settings, override).settings, settings);
    }
  });
  it('takes no secret to another machine, nor out of TLS, but the one that comes along', () => {
    for (const override of [{ host: 'x' }, { port: 1 }, { tls: false }]) {
      const want = { ...settings, password: null, ...override };
      assert.deepEqual(overrideSettings(fields, settings, override).settings, want);
    }
    const own = { host: 'x', password: 'own' };
    assert.deepEqual(overrideSettings(fields, settings, own).settings, { ...settings, ...own });
  });
  it('is checked like any settings', () => {
    assert.deepEqual(overrideSettings(fields, settings, { port: 'x', y: 1 }).problems, [
      '__adapter_config__.y: there is no such setting; there are host, port, tls, password',
      '__adapter_config__.port: must be a whole number from 1 to 65535',
    ]);
    assert.deepEqual(overrideSettings(fields, settings, 'x').problems, [
      '__adapter_config__: must be an object of settings',
    ]);
  });
});

describe('settingFromText', () => {
  const cases: [string, { given: [SettingField['type'], string]; want: unknown }][] = [
    ['a number', { given: ['integer', '8443'], want: 8443 }],
    ['no number', { given: ['integer', '8443x'], want: '8443x' }],
    ['true', { given: ['boolean', 'True'], want: true }],
    ['false', { given: ['boolean', 'false'], want: false }],
    ['no boolean', { given: ['boolean', 'on'], want: 'on' }],
    ['a text of digits', { given: ['string', '1'], want: '1' }],
  ];
  for (const [name, { given, want }] of cases) {
    it(name, () => assert.equal(settingFromText({ type: given[0], title: '' }, given[1]), want));
  }
});

describe('what settings say together', () => {
  const problems: [
    string,
    { given: [typeof httpFields | typeof emailFields, Record<string, unknown>]; want: RegExp | null },
  ][] = [
    ['HTTP, a host', { given: [httpFields, { host: 'api.example.com' }], want: null }],
    ['HTTP, an address', { given: [httpFields, { host: '[2001:db8::1]' }], want: null }],
    ['HTTP, an IPv6 address without brackets', { given: [httpFields, { host: '2001:db8::1' }], want: null }],
    ['HTTP, an address with a scheme', { given: [httpFields, { host: 'https://x.example' }], want: /^host: "https/ }],
    ['HTTP, a host with a port', { given: [httpFields, { host: 'x.example:80' }], want: /^host: / }],
    ['HTTP, a host with a user', { given: [httpFields, { host: 'a@x.example' }], want: /^host: / }],
    ['HTTP, a host with a path', { given: [httpFields, { host: 'x.example/a' }], want: /^host: / }],
    [
      'HTTP, a password for nobody',
      { given: [httpFields, { host: 'x', password: 'p' }], want: /^password: there is no username/ },
    ],
    [
      'HTTP, a certificate without its key',
      { given: [httpFields, { host: 'x', client_certificate: 'c' }], want: /one needs the other/ },
    ],
    [
      'HTTP, a CA that is none',
      {
        given: [httpFields, { host: 'x', client_key: 'c', client_certificate: 'k' }],
        want: /^client_certificate: this is not a certificate in PEM/,
      },
    ],
    [
      'HTTP, a PFX that is none',
      { given: [httpFields, { host: 'x', client_pfx: 'AAAA' }], want: /^client_pfx: this is not a PKCS #12/ },
    ],
    [
      'HTTP, certificates without TLS',
      { given: [httpFields, { host: 'x', tls: false, client_pfx: 'AAAA' }], want: /^tls: certificates are of no use/ },
    ],
    ['EMAIL_SMTP, open', { given: [emailFields, { host: 'mail.example.com' }], want: null }],
    [
      'EMAIL_SMTP, signing in as nobody',
      {
        given: [emailFields, { host: 'm', authenticate: true, auth_password: 'p' }],
        want: /^auth_username: authenticate needs it/,
      },
    ],
    [
      'EMAIL_SMTP, without a password',
      {
        given: [emailFields, { host: 'm', authenticate: true, auth_username: 'p' }],
        want: /^auth_password: authenticate needs it/,
      },
    ],
    [
      'EMAIL_SMTP, a CA that is none',
      { given: [emailFields, { host: 'm', server_certificate: 'x' }], want: /^server_certificate: / },
    ],
  ];
  for (const [name, { given, want }] of problems) {
    it(name, () => {
      const [of, values] = given;
      const { settings } = checkSettings(of, values);
      assert(settings);
      const found = of === httpFields ? httpProblems(settings) : emailProblems(settings);
      if (want === null) assert.deepEqual(found, []);
      else
        assert(
          found.some((problem) => want.test(problem)),
          String(found),
        );
    });
  }

  const moves: [string, { given: Record<string, unknown>; want: string[] }][] = [
    ['nothing that matters', { given: { host: 'a', timeout_seconds: 5 }, want: [] }],
    ['the default, said aloud', { given: { host: 'a', port: 443, tls: true }, want: [] }],
    ['the host', { given: { host: 'b' }, want: ['password', 'client_pfx'] }],
    ['the port', { given: { host: 'a', port: 444 }, want: ['password', 'client_pfx'] }],
    ['TLS', { given: { host: 'a', tls: false }, want: ['password', 'client_pfx'] }],
    [
      'the host, with one secret anew and one cleared',
      { given: { host: 'b', password: 'n', client_pfx: null }, want: [] },
    ],
  ];
  for (const [name, { given, want }] of moves) {
    it(`says which secrets were given for another place, when what changes is ${name}`, () => {
      const { settings } = checkSettings(httpFields, { host: 'a', password: 'p', client_pfx: 'AAAA' });
      assert(settings);
      assert.deepEqual(strandedSecrets(httpFields, settings, given), want);
    });
  }
});
