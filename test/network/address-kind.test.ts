import assert from 'node:assert/strict';
import { addressKind } from '../../src/network/address-kind.js';

describe('addressKind', () => {
  const cases: [string, { given: string[]; want: ReturnType<typeof addressKind> }][] = [
    [
      'public IPv4',
      { given: ['1.1.1.1', '93.184.216.34', '172.15.0.1', '172.32.0.1', '100.63.0.1', '192.169.0.1'], want: null },
    ],
    ['public IPv6', { given: ['2606:4700::1111', '2a00:1450:4001:800::200e'], want: null }],
    ['loopback', { given: ['127.0.0.1', '127.255.255.254', '::1', '0:0:0:0:0:0:0:1'], want: 'loopback' }],
    ['link-local', { given: ['169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'febf::1'], want: 'link-local' }],
    [
      'private',
      {
        given: [
          '10.0.0.1',
          '172.16.0.1',
          '172.31.255.255',
          '192.168.1.1',
          '100.64.0.1',
          '100.127.0.1',
          'fc00::1',
          'fd12::1',
          'fec0::1',
        ],
        want: 'private',
      },
    ],
    [
      'special',
      {
        given: [
          '0.0.0.0',
          '0.1.2.3',
          '192.0.0.1',
          '192.0.2.1',
          '198.18.0.1',
          '198.51.100.1',
          '203.0.113.1',
          '224.0.0.1',
          '240.0.0.1',
          '255.255.255.255',
          '::',
          '::2',
          'ff02::1',
          '2001:db8::1',
          '2001::1',
          '3fff::1',
          '100::1',
          '5f00::1',
          '4000::1',
        ],
        want: 'special',
      },
    ],
    [
      'an IPv4 loopback within IPv6',
      {
        given: [
          '::ffff:127.0.0.1',
          '::ffff:7f00:1',
          '0:0:0:0:0:ffff:127.0.0.1',
          '64:ff9b::127.0.0.1',
          '2002:7f00:1::',
          '2002:7f00:0001::1',
        ],
        want: 'loopback',
      },
    ],
    [
      'a metadata service within IPv6',
      { given: ['::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe', '2002:a9fe:a9fe::1'], want: 'link-local' },
    ],
    [
      'a private one within IPv6',
      { given: ['::ffff:10.0.0.1', '64:ff9b::192.168.0.1', '2002:c0a8:1::'], want: 'private' },
    ],
    [
      'IPv4-compatible, and NAT64 of a network of one’s own',
      { given: ['::127.0.0.1', '::10.0.0.1', '64:ff9b:1::10.0.0.1'], want: 'special' },
    ],
    ['public IPv4 within IPv6', { given: ['::ffff:1.1.1.1', '64:ff9b::1.1.1.1'], want: null }],
    [
      'what is no address',
      {
        given: ['', 'localhost', '127.1', '0x7f.1', '2130706433', '0177.0.0.1', '[::1]', '1.2.3.4.5'],
        want: 'special',
      },
    ],
  ];
  for (const [name, { given, want }] of cases) {
    for (const address of given) it(`${name}: ${address}`, () => assert.equal(addressKind(address), want));
  }
});
