import { describe, expect, test } from 'vitest';
import { createPseudonyms } from './pseudonyms.ts';
import { Scrubber } from './scrubber.ts';

const by = createPseudonyms('a key');
const scrub = (text: string, ...names: string[]) => {
  const scrubber = new Scrubber(by);
  for (const name of names) scrubber.learn(name);
  scrubber.learnFromScreen(text);
  return scrubber.text(text);
};
const octets = (text: string) => new TextEncoder().encode(text);
const serialDigits = by.hex('8F540B36', 'serial');

describe('serial numbers', () => {
  test.each([
    ['HWTC8F540B36', `HWTC${serialDigits}`],
    ['HWTC-8F540B36', `HWTC-${serialDigits}`],
    ['485754438F540B36 (HWTC-8F540B36)', `48575443${serialDigits} (HWTC-${serialDigits})`],
    ['1,ZTEG8f540b36', `1,ZTEG${serialDigits.toLowerCase()}`],
  ])('%s', (text, made) => {
    expect(scrub(text)).toBe(made);
  });

  test('as octets, the same', () => {
    const value = new Scrubber(by).value(Uint8Array.from([...octets('HWTC'), 0x8f, 0x54, 0x0b, 0x36]));
    expect(
      Buffer.from(value as Uint8Array)
        .toString('hex')
        .toUpperCase(),
    ).toBe(`48575443${serialDigits}`);
  });

  test.each([
    'MA5800-X7',
    'unauthorized',
    'V800R018C10B085',
    '1.3.6.1.4.1.2011.2.123',
    '2024-11-22 10:15:33-03:00',
  ])('%s is none', (text) => {
    expect(scrub(text)).toBe(text);
  });
});

test('MAC addresses in every spelling, and as octets', () => {
  const plain = by.hex('00259e1a2b3c', 'mac');
  const [, a, b, c] = /^(.{4})(.{4})(.{4})$/.exec(plain) ?? [];
  expect(scrub('0025-9e1a-2b3c')).toBe(`${a}-${b}-${c}`);
  expect(scrub('0025.9E1A.2B3C')).toBe(`${a}.${b}.${c}`.toUpperCase());
  expect(scrub('00:25:9e:1a:2b:3c')).toBe(plain.replace(/..(?=.)/g, '$&:'));
  const value = new Scrubber(by).value(Uint8Array.from([0x00, 0x25, 0x9e, 0x1a, 0x2b, 0x3c]));
  expect(Buffer.from(value as Uint8Array).toString('hex')).toBe(plain);
});

describe('names', () => {
  test('wherever they stand, broken over two lines, and cut off at the end of a column', () => {
    const made = by.name('Fernanda Albuquerque');
    const screen = [
      'Description    : Fernanda Albuquerque',
      '0/ 1/0   3  Fernanda',
      '            Albuquerque',
      '  3   online   Fernanda Albuq',
      'a Fernanda Albuquerques',
    ].join('\r\n');
    expect(scrub(screen)).toBe(
      [
        `Description    : ${made}`,
        `0/ 1/0   3  ${made.slice(0, 8)}`,
        `            ${made.slice(9)}`,
        `  3   online   ${made.slice(0, 14)}`,
        'a Fernanda Albuquerques',
      ].join('\r\n'),
    );
  });

  test('one that another begins with, at the end of a line', () => {
    const rows = '0/1/0 1 Silva 1\n0/1/0 10 Silva 10';
    expect(scrub(rows, 'Silva 1', 'Silva 10')).toBe(
      `0/1/0 1 ${by.name('Silva 1')}\n0/1/0 10 ${by.name('Silva 10')}`,
    );
  });

  test('of the OLT, in its prompt; a name from the factory says nothing', () => {
    expect(scrub('POP-CENTRO#display version', 'POP-CENTRO')).toBe(
      `${by.name('POP-CENTRO')}#display version`,
    );
    expect(scrub('MA5800-X7>', 'MA5800')).toBe('MA5800-X7>');
  });

  test('logins and passwords, in screens and in configuration', () => {
    const login = by.name('joao@isp');
    const password = by.name('hunter2');
    expect(scrub(' ont ipconfig 1 3 pppoe username joao@isp password hunter2 vlan 10')).toBe(
      ` ont ipconfig 1 3 pppoe username ${login} password ${password} vlan 10`,
    );
    expect(scrub('PPPoE username : joao@isp\nsession joao@isp up')).toBe(
      `PPPoE username : ${login}\nsession ${login} up`,
    );
    expect(scrub('System Description: C320 Version V2.1.0')).toBe('System Description: C320 Version V2.1.0');
    expect(scrub('F/S/P  Description  Password  Match\n0/1/2  -  -  Match')).toContain('-  Match');
  });

  test('the octets a screen prints of a password', () => {
    const hex = Buffer.from('hunter2').toString('hex');
    const made = Buffer.from(by.name('hunter2')).toString('hex');
    expect(scrub(`Password : 0x${hex}000000(hunter2)`, 'hunter2')).toBe(
      `Password : 0x${made}000000(${by.name('hunter2')})`,
    );
  });
});

test('rows: as a parser reads them from the other text', () => {
  const scrubber = new Scrubber(by);
  const rows = [
    { serialNumber: 'HWTC8F540B36', description: 'Ana Souza', vlan: 100, lastUpAt: '2024-11-22 10:15:33' },
  ];
  scrubber.learnFromRows(rows);
  expect(scrubber.rows(rows)).toEqual([
    { ...rows[0], serialNumber: `HWTC${serialDigits}`, description: by.name('Ana Souza') },
  ]);
});

test('a text nobody has said what it is is a name', () => {
  const scrubber = new Scrubber(by);
  expect(scrubber.value(octets('Rua das Flores'), true)).toEqual(octets(by.name('Rua das Flores')));
  const mixed = 'Rua 7, 10.0.0.2';
  expect(scrubber.value(octets(mixed), true)).toEqual(octets(by.name(mixed)));
  expect(scrubber.value(octets('10.0.0.2'), true)).toEqual(octets(by.ipv4('10.0.0.2')));
  expect(scrubber.value(octets('GPON 0/1/2'))).toEqual(octets('GPON 0/1/2'));
  expect(scrubber.value(7)).toBe(7);
});
