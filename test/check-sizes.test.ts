import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkSizes, listSizeLimits, measureSizes } from '../scripts/check/sizes.mjs';

test('a bundle is measured minified and compressed, with what it imports', async () => {
  const [small, large] = await measureSizes([
    { name: 'small', code: 'export const one = 1;', maxBytes: 10 },
    {
      name: 'large',
      code: `export const text = ${JSON.stringify(Array.from({ length: 1000 }, (_, n) => createHash('sha512').update(`${n}`).digest('base64')).join())};`,
      maxBytes: 10,
    },
  ]);
  expect(small?.bytes).toBeGreaterThan(10);
  expect(large?.bytes).toBeGreaterThan(20_000);
});

test('a package can be left out, and code an app has already does not count', async () => {
  const limit = { name: 'errors', code: "export * from '@field/core';", maxBytes: 20_000 };
  const [whole, without, more] = await measureSizes([
    limit,
    { ...limit, without: ['@field/core'] },
    { ...limit, code: 'export const one = 1;', moreThan: limit.code },
  ]);
  expect(whole?.bytes).toBeGreaterThan(10_000);
  expect(without?.bytes).toBeLessThan(100);
  expect(more?.bytes).toBeGreaterThan(0);
  expect(more?.bytes).toBeLessThan(100);
});

test('the limits a package promises are all there', () => {
  const limits = listSizeLimits();
  expect(limits.find(({ code }) => code === "export * from '@field/core';")?.maxBytes).toBe(14_000);
  for (const { name, code, maxBytes } of limits) {
    expect([name, typeof code, maxBytes > 0]).toEqual([name, 'string', true]);
  }
});

test('a planted bundle above its limit is caught, and named with its size', async () => {
  const planted = { name: 'planted', code: 'console.log("too much");', maxBytes: 10 };
  await expect(checkSizes([planted])).rejects.toMatchObject({
    message: '1 above the limit',
    output: expect.stringMatching(/planted: \d+ of 10 bytes/),
  });
  await expect(checkSizes([{ ...planted, maxBytes: 1000 }])).resolves.toContain('1 bundles');
});
