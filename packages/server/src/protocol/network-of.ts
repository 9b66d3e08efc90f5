import { isIPv4, isIPv6 } from 'node:net';

/**
 * What callers are counted by: an IPv4 address; of IPv6 the /64, for whoever has one address there has all of them (RFC 4291, 2.5.4).
 * Brackets, ports and zones, as some proxies write them, do not make another caller.
 */
export function networkOf(address: string): string {
  const [, bracketed, plain = ''] = /^(?:\[([^\]]*)\](?::\d+)?|(.*))$/s.exec(address) ?? [];
  const host = (bracketed ?? plain).split('%')[0] ?? '';
  const withoutPort = host.replace(/^([\d.]+):\d+$/, '$1');
  if (isIPv4(withoutPort)) return withoutPort;
  if (!isIPv6(host)) return host.slice(0, 100);
  const groups = groupsOf(host);
  const [high = 0, low = 0] = groups.slice(6);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  // Written the one way a URL has for it: lower case, no IPv4 at its end.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [before = '', after] = canonical.split('::');
  const read = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [head, tail] = [read(before), read(after ?? '')];
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}
