import { expect, test } from 'vitest';
import { wordsOf } from '../index.ts';
import { mayActAs, Role } from './index.ts';

test('each role may do what those before it may, and no more', () => {
  const roles = wordsOf(Role);
  const allowed = roles.map((role) => roles.filter((needed) => mayActAs(role, needed)));
  expect(allowed).toEqual([
    ['technician'],
    ['technician', 'dispatcher'],
    ['technician', 'dispatcher', 'admin'],
  ]);
});
