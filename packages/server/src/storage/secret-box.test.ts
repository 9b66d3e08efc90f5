import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSecretBox } from './secret-box.ts';

const key = randomBytes(32);
const box = createSecretBox(key);

test('a secret opens for its owner with its key, also when the key is told in hexadecimal digits', () => {
  const sealed = box.seal('sênha-πππ', 'contract-1');
  expect(sealed).not.toContain('nha');
  expect(createSecretBox(key.toString('hex')).open(sealed, 'contract-1')).toBe('sênha-πππ');
  expect(box.seal('sênha-πππ', 'contract-1')).not.toBe(sealed);
});

test('a secret that was moved, changed or cut does not open, and the error does not tell it', () => {
  const sealed = box.seal('pppoe-secret', 'contract-1');
  const refused = { code: 'server.secret_unreadable' };
  const opening = (text: string, owner = 'contract-1', by = box) => {
    try {
      return by.open(text, owner);
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain('pppoe-secret');
      return error;
    }
  };
  expect(opening(sealed, 'contract-2')).toMatchObject(refused);
  expect(opening(sealed, 'contract-1', createSecretBox(randomBytes(32)))).toMatchObject(refused);
  for (let index = 0; index < sealed.length; index += 1) {
    const other = sealed[index] === 'A' ? 'B' : 'A';
    const changed = `${sealed.slice(0, index)}${other}${sealed.slice(index + 1)}`;
    // The last digit of a base64url part may carry bits that mean nothing.
    const opened = opening(changed);
    if (opened !== 'pppoe-secret') expect(opened).toMatchObject(refused);
    expect(opening(sealed.slice(0, index))).toMatchObject(refused);
  }
});
