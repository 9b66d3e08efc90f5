import { expect, test } from 'vitest';
import { cliError } from './cli-error.ts';
import { createOutput, type OutputStream } from './output.ts';
import { printableJson, printableText, printableValue } from './printable.ts';
import { facts, table } from './table.ts';

function outputTo(isTTY: boolean, json = false) {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err'): OutputStream => ({
    isTTY,
    write: (text) => {
      written[name] += text;
    },
  });
  return {
    written,
    output: createOutput({ json, locale: 'pt-BR', stdout: stream('out'), stderr: stream('err') }),
  };
}

test('an error has what happened, what to do and the code, in the language asked for', () => {
  const { written, output } = outputTo(false);
  output.fail(cliError('cli.not_readable', { file: 'x', reason: 'ENOENT' }));
  expect(written).toEqual({
    out: '',
    err: 'field-olt: Não foi possível ler x: ENOENT. [cli.not_readable]\n  Confira o caminho e as permissões.\n',
  });
});

test('what is no error of ours is a defect: short, with a request to report it', () => {
  const { written, output } = outputTo(false, true);
  output.fail(new TypeError('x is not a function'));
  expect(JSON.parse(written.out)).toEqual({
    error: { code: 'cli.defect', message: 'TypeError: x is not a function', retryable: false, details: {} },
  });
  expect(written.err).toMatch(/^field-olt: TypeError: x is not a function \[cli\.defect\]\n.*report/);
  expect(written.err).not.toContain('output.test.ts');
});

test('progress is for who watches: not into a file, not beside JSON', () => {
  const watched = outputTo(true);
  watched.output.progress(1, 4, 'display\u001b[2J board');
  watched.output.result([], () => 'done');
  expect(watched.written).toEqual({
    out: 'done\n',
    err: '\r\u001b[K[#####---------------] 1/4 display [2J board\r\u001b[K',
  });
  for (const { written, output } of [outputTo(false), outputTo(true, true)]) {
    output.progress(1, null, 'ports');
    output.endProgress();
    expect(written.err).toBe('');
  }
});

test('--json keeps standard output to the document, and remarks away', () => {
  const { written, output } = outputTo(false, true);
  output.say('sent add-onu');
  output.result({ a: 1 }, () => 'text');
  expect(written).toEqual({ out: '{"a":1}\n', err: '' });
});

test('nothing that a device says can move a terminal’s cursor', () => {
  const nasty = 'a\u001b[2J\u009bb\u202ec\rd\u0007';
  expect(printableText(nasty)).toBe('a [2J bc d '.replace('bc', 'b c'));
  expect(printableJson({ nasty })).toBe('{"nasty":"a\\u001b[2J\\u009bb\\u202ec\\rd\\u0007"}');
  expect(JSON.parse(printableJson({ nasty }))).toEqual({ nasty });
  expect(printableValue('two\nlines')).toBe('two lines');
});

test('values of a table: addresses as people write them, a dash for what is missing', () => {
  const onu = { shelf: 0, slot: 1, port: 2, onuId: 3 };
  expect(printableValue(onu)).toBe('0/1/2:3');
  expect(printableValue({ shelf: null, slot: null, port: 2, onuId: 3 })).toBe('?/?/2:3');
  expect(printableValue({ a: 1 })).toBe('{"a":1}');
  expect([null, undefined, ''].map(printableValue)).toEqual(['-', '-', '-']);
  expect(printableValue(0)).toBe('0');
});

test('columns are straight, also with wide letters', () => {
  const rows = [
    { name: '日本', id: 1 },
    { name: 'Ana', id: 22 },
  ];
  const columns = [
    ['NAME', (row: (typeof rows)[0]) => row.name],
    ['ID', (row: (typeof rows)[0]) => row.id],
  ] as const;
  expect(String(table(rows, columns))).toBe('NAME  ID\n日本  1\nAna   22');
  expect(String(table([], columns))).toBe('(none)');
  expect(
    String(
      facts([
        ['a', 1],
        ['long', null],
      ]),
    ),
  ).toBe('a     1\nlong  -');
});
