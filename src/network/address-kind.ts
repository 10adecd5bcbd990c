import { BlockList, isIP } from 'node:net';

/** What an address is when it is not one of the public internet. */
export type SpecialKind = 'loopback' | 'link-local' | 'private' | 'special';

/** From IANA's registries of special-purpose addresses. What is not here is public. */
const SPECIAL_V4: readonly [string, number, SpecialKind][] = [
  ['0.0.0.0', 8, 'special'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'private'],
  ['127.0.0.0', 8, 'loopback'],
  // The metadata services of the clouds are here.
  ['169.254.0.0', 16, 'link-local'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'special'],
  ['192.0.2.0', 24, 'special'],
  ['192.88.99.0', 24, 'special'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'special'],
  ['198.51.100.0', 24, 'special'],
  ['203.0.113.0', 24, 'special'],
  ['224.0.0.0', 4, 'special'],
  ['240.0.0.0', 4, 'special'],
];

const SPECIAL_V6: readonly [string, number, SpecialKind][] = [
  ['::1', 128, 'loopback'],
  ['fc00::', 7, 'private'],
  ['fe80::', 10, 'link-local'],
  ['fec0::', 10, 'private'],
  ['2001::', 23, 'special'],
  ['2001:db8::', 32, 'special'],
  ['3fff::', 20, 'special'],
];

/** Where an IPv6 address holds an IPv4 one: the prefix, and the first of its two groups of 16 bits. */
const EMBEDDING_V6: readonly [string, number, number][] = [
  ['::ffff:0:0', 96, 6],
  ['64:ff9b::', 96, 6],
  ['2002::', 16, 1],
];

const specialV4 = SPECIAL_V4.map(([net, prefix, kind]) => ({ kind, list: listOf(net, prefix, 'ipv4') }));
const specialV6 = SPECIAL_V6.map(([net, prefix, kind]) => ({ kind, list: listOf(net, prefix, 'ipv6') }));
const embeddingV6 = EMBEDDING_V6.map(([net, prefix, at]) => ({ at, list: listOf(net, prefix, 'ipv6') }));
const globalV6 = listOf('2000::', 3, 'ipv6');

/** What kind of special address this is; null for one of the public internet. Anything that is no address is special. */
export function addressKind(address: string): SpecialKind | null {
  const plain = address.replace(/%.*$/, '');
  const family = isIP(plain);
  if (family === 4) return specialV4.find(({ list }) => list.check(plain, 'ipv4'))?.kind ?? null;
  if (family !== 6) return 'special';
  const embedding = embeddingV6.find(({ list }) => list.check(plain, 'ipv6'));
  if (embedding) return addressKind(embeddedV4(plain, embedding.at));
  const special = specialV6.find(({ list }) => list.check(plain, 'ipv6'));
  if (special) return special.kind;
  return globalV6.check(plain, 'ipv6') ? null : 'special';
}

function embeddedV4(address: string, at: number): string {
  const groups = groupsOf(address);
  const [high, low] = [groups[at] ?? 0, groups[at + 1] ?? 0];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  // The URL parser writes every spelling in the one canonical way, without dots.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::').map((part) => part.split(':').filter(Boolean));
  const groups = [...head, ...Array(8 - head.length - (tail?.length ?? 0)).fill('0'), ...(tail ?? [])];
  return groups.map((group) => Number.parseInt(group, 16));
}

function listOf(net: string, prefix: number, family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  list.addSubnet(net, prefix, family);
  return list;
}
