import { describe, expect, test } from 'vitest';
import { Secrets } from './secrets.ts';

describe('a whole text', () => {
  test.each([
    ['hunter2', 'password hunter2 vlan', 'password *** vlan'],
    ['hunter2', 'hunter2hunter2', '******'],
    ['hunter2', 'hunt', 'hunt'],
    ['hunter2', 'hun\r\n   ter2!', '***!'],
    ['two words', 'password "two  words"', 'password "***"'],
    ['a.b*', 'a.b* axb', '*** axb'],
    ['', 'nothing', 'nothing'],
  ])('%j in %j', (secret, text, shown) => {
    expect(new Secrets([secret]).mask(text)).toBe(shown);
  });

  test('a secret that starts another one', () => {
    const secrets = new Secrets(['abc', 'abcdef', undefined]);
    expect(secrets.mask('abcd')).toBe('***d');
    expect(secrets.mask('abcdef')).toBe('***');
    expect(secrets.mask('ab abc')).toBe('ab ***');
  });
});

test('what a device says of itself is quoted without the secrets nobody told of', () => {
  const secrets = new Secrets(['hunter2']);
  expect(secrets.quote('bad key hunter2 for loid: 0102030405, Password : "wifi2026"')).toBe(
    'bad key *** for loid: [secret], Password : "[secret]"',
  );
  expect(secrets.quote('Failure: The ONT ID has already existed')).toBe(
    'Failure: The ONT ID has already existed',
  );
});

describe('a stream', () => {
  const secrets = new Secrets(['hunter2', 'hunter2hunter']);
  const text = 'one hunter2 two hun\r\nter2hunter three hunter2';

  test.each(Array.from({ length: text.length }, (_, index) => index))('cut at %i', (at) => {
    const first = secrets.split(text.slice(0, at), false);
    const second = secrets.split(first.tail + text.slice(at), true);
    expect(first.shown + second.shown).toBe('one *** two *** three ***');
  });

  test('holds back no more than the start of a secret', () => {
    expect(secrets.split('and then h', false)).toEqual({ shown: 'and then ', tail: 'h', known: 0 });
    expect(secrets.split('and then hunger', false)).toEqual({ shown: 'and then hunger', tail: '', known: 0 });
  });

  test('a telling start is masked where the stream ends', () => {
    expect(secrets.split('pass hunt', true).shown).toBe('pass ***');
    expect(secrets.split('pass hu', true).shown).toBe('pass hu');
  });

  test('what goes on after a cut is still the secret', () => {
    const { tail, known } = secrets.split('pass hu', true);
    expect(secrets.split(`${tail}nter2 ok`, true, known).shown).toBe('*** ok');
    expect(secrets.split(`${tail}ngry`, true, known).shown).toBe('ngry');
  });
});

test('a terminal may move its cursor in the middle of a secret', () => {
  const secrets = new Secrets(['hunter2']);
  expect(secrets.mask('a hun\u001b[37D\u001b[Kter2 b')).toBe('a *** b');
  expect(secrets.split('a hun\u001b[3', false).shown).toBe('a ');
});
