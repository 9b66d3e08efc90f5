import { expect, test } from 'vitest';
import { asOne } from './as-one.ts';

test('statements become one whose parameters are counted on', () => {
  const statements = [
    { sql: 'insert into "a" ("x", "y") values ($1, $2)', parameters: ['x', 'y'] },
    { sql: 'delete from "b"', parameters: [] },
    { sql: 'update "c" set "z" = $1 where "id" = $2 or "id" = $1', parameters: [7, null] },
  ];
  for (let again = 0; again < 2; again += 1) {
    expect(asOne(statements)).toEqual({
      sql:
        'with part_0 as (insert into "a" ("x", "y") values ($1, $2)), part_1 as (delete from "b") ' +
        'update "c" set "z" = $3 where "id" = $4 or "id" = $3',
      parameters: ['x', 'y', 7, null],
    });
  }
});

test('one statement stays as it is, and none is nothing', () => {
  const only = { sql: 'delete from "a" where "x" = $1', parameters: ['x'] };
  expect(asOne([only])).toEqual(only);
  expect(asOne([])).toBeUndefined();
});
