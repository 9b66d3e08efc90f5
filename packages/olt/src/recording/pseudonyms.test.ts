import { describe, expect, test } from 'vitest';
import { createPseudonyms } from './pseudonyms.ts';

const by = createPseudonyms('a key');

test('the same value has the same pseudonym with the same key, and another with another key', () => {
  const again = createPseudonyms('a key');
  const other = createPseudonyms('another key');
  expect(again.name('Ana Souza')).toBe(by.name('Ana Souza'));
  expect(other.name('Ana Souza')).not.toBe(by.name('Ana Souza'));
  expect(again.hex('8F540B36', 'serial')).toBe(by.hex('8F540B36', 'serial'));
});

describe('names', () => {
  test('keep length, letters, digits and what stands between them', () => {
    const made = by.name('joao.Silva-42@isp.NET');
    expect(made).toMatch(/^[a-z]{4}\.[A-Z][a-z]{4}-\d{2}@[a-z]{3}\.[A-Z]{3}$/);
    expect(by.name('José')).toMatch(/^[A-Z][a-z]{3}$/);
  });

  test('that begin alike still begin alike', () => {
    expect(by.name('Fernanda').startsWith(by.name('Ferna'))).toBe(true);
    expect(by.name('rua Ferna')).toBe(`${by.name('rua')} ${by.name('Ferna')}`);
  });

  test('that differ still differ', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => by.name(`CLI${index}`));
    expect(new Set(names).size).toBe(10_000);
  });
});

test('serial numbers and MAC addresses: digits stay digits, letters letters, none is another', () => {
  const all = Array.from(
    { length: 4_096 },
    (_, index) => `8F54${index.toString(16).padStart(4, '0').toUpperCase()}`,
  );
  const made = all.map((digits) => by.hex(digits, 'serial'));
  expect(new Set(made).size).toBe(all.length);
  expect(made.every((digits) => /^\d[A-F]\d{2}[0-9A-F]{4}$/.test(digits))).toBe(true);
  expect(by.hex('00259e1a2b3c', 'mac')).toMatch(/^00259e\d[a-f]\d[a-f]\d[a-f]$/);
});

describe('addresses', () => {
  test('private ones stay private, networks stay networks, and columns stay where they are', () => {
    expect(by.ipv4('192.168.15.201')).toMatch(/^192\.168\.\d{2}\.\d{3}$/);
    expect(by.ipv4('10.1.2.3')).toMatch(/^10\.\d\.\d\.\d$/);
    const [one, two] = [by.ipv4('200.147.3.35'), by.ipv4('200.147.3.67')];
    expect(one).not.toBe('200.147.3.35');
    expect(one.split('.').slice(0, 3)).toEqual(two.split('.').slice(0, 3));
    expect(one).not.toBe(two);
    for (const part of one.split('.').map(Number)) expect(part).toBeLessThan(256);
  });

  test.each(['255.255.255.0', '0.0.0.0', '127.0.0.1'])('%s says nothing', (address) => {
    expect(by.ipv4(address)).toBe(address);
  });

  test('IPv6', () => {
    expect(by.ipv6('2804:14C::1')).toMatch(/^\d{4}:\d{2}[A-F]::\d$/);
  });
});
