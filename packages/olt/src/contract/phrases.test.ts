import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { oltError } from './errors.ts';
import { badRequestReasons, doings, unreachableReasons } from './phrases.ts';

const all = { ...doings, ...badRequestReasons, ...unreachableReasons };

test('what was going on is said in the language of the reader, and in English in the details', () => {
  const command = 'display ont info 0 1 0 all';
  const error = oltError('olt.timeout', { doing: 'running "{command}"', command });
  expect(error.text('en').message).toBe(`The OLT did not answer in time while running "${command}".`);
  expect(error.text('pt-BR').message).toBe(`A OLT não respondeu a tempo durante o comando "${command}".`);
  expect(error.text('es').message).toBe(`La OLT no respondió a tiempo durante el comando "${command}".`);
  expect(error.details).toEqual({ doing: `running "${command}"`, command });
  expect(error).toMatchObject({ code: 'olt.timeout', retryable: true });
});

test('so is what is wrong with a request', () => {
  const reason = 'must be a whole number from {min} to {max}';
  const error = oltError('olt.bad_request', { field: 'vlan', reason, min: 1, max: 4094 });
  expect(error.text('pt-BR').message).toBe('vlan não é válido: deve ser um número inteiro de 1 a 4094.');
  expect(error.details).toMatchObject({ field: 'vlan', reason: 'must be a whole number from 1 to 4094' });
});

test("a device's own words stay as they are", () => {
  const error = oltError(
    'olt.unreachable',
    { target: 'x:22', reason: 'Busy {command}' },
    { retryable: false },
  );
  expect(error.text('es').message).toBe('No se puede alcanzar x:22: Busy {command}.');
  expect(error.retryable).toBe(false);
});

test.each(Object.entries(all))('%j has the same details in each language', (phrase, words) => {
  const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const text of words) expect(placeholders(text)).toEqual(placeholders(phrase));
});

test('every text that is given for what was going on is a phrase', () => {
  const source = join(import.meta.dirname, '..');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const said = files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => [...readFileSync(join(source, file), 'utf8').matchAll(/\bdoing(?: =|:) '([^']+)'/g)])
    .map(([, phrase = '']) => phrase);
  expect(said.length).toBeGreaterThan(10);
  expect([...new Set(said)].filter((phrase) => !Object.hasOwn(doings, phrase))).toEqual([]);
});
