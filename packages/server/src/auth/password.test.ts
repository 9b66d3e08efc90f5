import { expect, test } from 'vitest';
import { decoyHash, hashPassword, verifyPassword } from './password.ts';

const cheap = { cost: 1024, blockSize: 8, parallelization: 1 };

test('a password is right for its own hash alone, whatever its parameters', async () => {
  const weak = await hashPassword('fibra-ótica', cheap);
  const usual = await hashPassword('fibra-ótica');
  expect(weak).toMatch(/^scrypt\$1024\$8\$1\$/);
  expect(usual).toMatch(/^scrypt\$32768\$8\$3\$/);
  expect(await verifyPassword('fibra-ótica', weak)).toBe(true);
  expect(await verifyPassword('fibra-ótica', usual)).toBe(true);
  expect(await verifyPassword('fibra-o\u0301tica', weak)).toBe(true);
  expect(await verifyPassword('fibra-otica', weak)).toBe(false);
  expect(await verifyPassword('', weak)).toBe(false);
});

test('two hashes of one password differ', async () => {
  expect(await hashPassword('fibra', cheap)).not.toBe(await hashPassword('fibra', cheap));
});

test('a hash that cannot be read is never right, and a decoy never either', async () => {
  const good = await hashPassword('fibra', cheap);
  for (const stored of [
    '',
    'fibra',
    good.slice(0, -30),
    good.replace('scrypt', 'plain'),
    `${good}$x`,
    '$$$$$',
    decoyHash,
  ]) {
    expect(await verifyPassword('fibra', stored)).toBe(false);
  }
});
