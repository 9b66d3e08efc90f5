import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { createTexts } from '../texts/index.ts';
import { checkAnswers, type StandardSchema } from './check-answers.ts';

/** A validator of an app's own, and one that needs time. */
const own = (accepts: (value: unknown) => boolean, message: string, later = false): StandardSchema => ({
  '~standard': {
    version: 1,
    vendor: 'an-app',
    validate: (value) => {
      const result = accepts(value) ? { value } : { issues: [{ message }] };
      return later ? Promise.resolve(result) : result;
    },
  },
});

const checklist = {
  speedMbps: z.number().check(z.gte(100)),
  rooms: z.optional(z.array(z.string().check(z.minLength(2)))),
  ladder: own((value) => value === true, 'A escada precisa estar presa.', true),
};

test('a checklist may mix validators of any library', async () => {
  const answers = [
    { item: 'speedMbps', value: 480 },
    { item: 'ladder', value: true },
    { item: 'other', value: 'anything' },
  ];
  expect(await checkAnswers(checklist, answers)).toEqual([]);
});

test('each wrong answer is named, with the validator’s own sentence', async () => {
  const issues = await checkAnswers(checklist, [
    { item: 'speedMbps', value: 20 },
    { item: 'rooms', value: ['sala', 'x'] },
  ]);
  expect(issues.map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual([
    'answers.speedMbps custom',
    'answers.rooms.1 custom',
    'answers.ladder custom',
  ]);
  const [, , ladder] = issues;
  expect(ladder && createTexts().issue(ladder, 'pt-BR')).toBe(
    'answers.ladder: A escada precisa estar presa.',
  );
});

test('a validator that throws or floods refuses its answer and no more', async () => {
  const broken: StandardSchema = {
    '~standard': {
      version: 1,
      vendor: 'broken',
      validate: () => {
        throw new TypeError('bug');
      },
    },
  };
  const flood: StandardSchema = {
    '~standard': {
      version: 1,
      vendor: 'flood',
      validate: () => ({
        issues: Array.from({ length: 9999 }, () => ({ message: 'x'.repeat(9999), path: [{ key: 'a' }] })),
      }),
    },
  };
  expect(await checkAnswers({ broken }, [])).toEqual([
    { path: ['answers', 'broken'], code: 'invalid', params: {} },
  ]);
  const issues = await checkAnswers({ flood }, []);
  expect([issues.length, issues[0]?.path, String(issues[0]?.params.message).length]).toEqual([
    20,
    ['answers', 'flood', 'a'],
    500,
  ]);
});
