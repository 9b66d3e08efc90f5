import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isValidationError } from '../index.ts';
import { formatCnpj, formatCpf, maskCnpj, maskCpf, tryParseCnpj, tryParseCpf } from './cpf-cnpj.ts';
import {
  formatMac,
  maskIdentifier,
  maskMac,
  maskPppoeLogin,
  tryParseContractId,
  tryParseCto,
  tryParseMac,
  tryParsePppoeLogin,
  tryParseProtocol,
  tryParseSeal,
} from './network.ts';
import { identifierNames, parseIdentifier } from './parse-identifier.ts';
import { formatPhone, maskPhone, tryParsePhone } from './phone.ts';

test.each([
  ['529.982.247-25', '52998224725'],
  [' 52998224725 ', '52998224725'],
  ['529.982.247-26', undefined],
  ['111.111.111-11', undefined],
  ['5299822472', undefined],
  ['529 982 247 25', undefined],
  ['', undefined],
])('CPF %j is read as %j', (text, cpf) => {
  expect(tryParseCpf(text)).toBe(cpf);
});

test.each([
  ['11.222.333/0001-81', '11222333000181'],
  ['12.ABC.345/01DE-35', '12ABC34501DE35'],
  ['12abc34501de35', '12ABC34501DE35'],
  ['12.ABC.345/01DE-36', undefined],
  ['12.ABC.345/01DE-3A', undefined],
  ['00.000.000/0000-00', undefined],
  ['11.222.333/0001-8', undefined],
])('CNPJ %j is read as %j', (text, cnpj) => {
  expect(tryParseCnpj(text)).toBe(cnpj);
});

test('documents are written with their punctuation and masked as offices do', () => {
  const [cpf, cnpj] = [parseIdentifier('cpf', '52998224725'), parseIdentifier('cnpj', '12ABC34501DE35')];
  expect([formatCpf(cpf), maskCpf(cpf)]).toEqual(['529.982.247-25', '***.982.247-**']);
  expect([formatCnpj(cnpj), maskCnpj(cnpj)]).toEqual(['12.ABC.345/01DE-35', '12.***.***/01DE-**']);
});

test('check digits are those of the other way to compute them, zeros included', () => {
  const digit = (text: string) => {
    const sum = [...text].reduce(
      (total, character, index) => total + Number(character) * (text.length + 1 - index),
      0,
    );
    return ((sum * 10) % 11) % 10;
  };
  let zeros = 0;
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{9}$/), (base) => {
      if (/^(.)\1*$/.test(base)) return;
      const first = digit(base);
      const cpf = `${base}${first}${digit(`${base}${first}`)}`;
      if (first === 0) zeros += 1;
      expect(tryParseCpf(cpf)).toBe(cpf);
    }),
    { seed: 9, numRuns: 500 },
  );
  expect(zeros).toBeGreaterThan(20);
});

test('one wrong character is always noticed by the check digits of a CPF', () => {
  fc.assert(
    fc.property(fc.nat(10), fc.integer({ min: 1, max: 9 }), (at, by) => {
      const cpf = '52998224725';
      const digit = (Number(cpf[at]) + by) % 10;
      expect(tryParseCpf(cpf.slice(0, at) + digit + cpf.slice(at + 1))).toBeUndefined();
    }),
    { seed: 1 },
  );
});

test.each([
  ['(31) 99876-5432', '+5531998765432', '(31) 99876-5432'],
  ['031 3222-1000', '+553132221000', '(31) 3222-1000'],
  ['+55 35 3445 1234', '+553534451234', '(35) 3445-1234'],
  ['5535998765432', '+5535998765432', '(35) 99876-5432'],
  ['55 3222-1000', '+555532221000', '(55) 3222-1000'],
  ['0800 123 4567', '+558001234567', '0800 123 4567'],
  ['+1 (415) 555-2671', '+14155552671', '+14155552671'],
])('phone %j is %j and written %j', (text, normal, written) => {
  const phone = tryParsePhone(text);
  expect(phone).toBe(normal);
  expect(phone && formatPhone(phone)).toBe(written);
  expect(phone && tryParsePhone(phone)).toBe(normal);
});

test.each(['(20) 99876-5432', '(31) 8876-5432', '99876-5432', '+12', 'ligar depois', '9'.repeat(500), ''])(
  'phone %j is none',
  (text) => {
    expect(tryParsePhone(text)).toBeUndefined();
  },
);

test('every spelling of a MAC address gives one, and it is written as a system wants it', () => {
  for (const text of [
    'a0:b1:c2:d3:e4:f5',
    'A0-B1-C2-D3-E4-F5',
    'a0b1.c2d3.e4f5',
    'a0b1-c2d3-e4f5',
    ' A0B1C2D3E4F5 ',
  ]) {
    expect(tryParseMac(text)).toBe('A0:B1:C2:D3:E4:F5');
  }
  const mac = parseIdentifier('mac', 'a0b1c2d3e4f5');
  expect([formatMac(mac, 'dash'), formatMac(mac, 'dot'), formatMac(mac, 'bare'), maskMac(mac)]).toEqual([
    'A0-B1-C2-D3-E4-F5',
    'a0b1.c2d3.e4f5',
    'A0B1C2D3E4F5',
    'A0:B1:C2:**:**:**',
  ]);
  for (const text of ['a0:b1:c2:d3:e4', 'a0:b1-c2:d3:e4:f5', 'g0b1c2d3e4f5', 'a0b1:c2d3.e4f5']) {
    expect(tryParseMac(text)).toBeUndefined();
  }
});

test('labels are upper case with single spaces, and as the provider writes them', () => {
  expect(tryParseCto('  cto  14 ')).toBe('CTO 14');
  expect(tryParseSeal('l-0098', /^L-\d{4}$/)).toBe('L-0098');
  expect(tryParseSeal('x-98', /^L-\d{4}$/)).toBeUndefined();
  expect(tryParseCto('a\u0000b')).toBeUndefined();
});

test('protocol and contract are opaque: leading zeros and case stay', () => {
  expect(tryParseProtocol(' 00202601310001 ')).toBe('00202601310001');
  expect(tryParseContractId('aB-7')).toBe('aB-7');
  expect(tryParseProtocol('\u202e1234')).toBeUndefined();
  expect(maskIdentifier('00202601310001')).toBe('**********0001');
  expect(maskIdentifier('123')).toBe('***');
});

test('a PPPoE login keeps its case, has no spaces, and is masked by its name', () => {
  expect(tryParsePppoeLogin(' Jose.Silva@provedor ')).toBe('Jose.Silva@provedor');
  expect(tryParsePppoeLogin('jose silva')).toBeUndefined();
  const mask = (text: string) => maskPppoeLogin(parseIdentifier('pppoeLogin', text));
  expect(['jose@provedor', 'jo', 'j@x', 'a@b@c'].map(mask)).toEqual([
    'jo***@provedor',
    'j***',
    '***@x',
    'a@***@c',
  ]);
});

test('a wrong identifier is named, not repeated', () => {
  try {
    parseIdentifier('cpf', '123.456.789-00');
    expect.unreachable();
  } catch (error) {
    if (!isValidationError(error)) throw error;
    expect(error.issues).toEqual([{ path: ['cpf'], code: 'invalid', params: {} }]);
    expect(JSON.stringify(error)).not.toContain('789');
  }
});

test('phones are masked but for the last four digits', () => {
  const phone = tryParsePhone('(31) 99876-5432');
  expect(phone && maskPhone(phone)).toBe('+*********5432');
});

test.each(identifierNames)(
  '%s: anything in, an identifier or an issue out, and reading twice changes nothing',
  (name) => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.stringMatching(/^[0-9A-Za-z ./:@()+-]{0,40}$/),
      fc.constantFrom(
        'x'.repeat(1_000_000),
        '\ud800',
        ' '.repeat(100_000),
        '52998224725',
        '11222333000181',
        'HWTC12345678',
      ),
    );
    fc.assert(
      fc.property(text, (given) => {
        try {
          const once = parseIdentifier(name, given);
          expect(parseIdentifier(name, once)).toBe(once);
        } catch (error) {
          if (!isValidationError(error)) throw error;
        }
      }),
      { seed: 4, numRuns: 400 },
    );
  },
);
