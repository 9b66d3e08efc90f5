import { boundedMap } from './bounded-map.ts';
import { renumber } from './renumber.ts';
import type { Statement } from './view.ts';

/** By the texts they are made of: the changes of a server are few. */
const known = boundedMap<string, string>(500);

/**
 * Writes that do not touch each other's rows as one statement of PostgreSQL, which runs them all and answers for the last: each statement of
 * its own costs both sides more than most of these writes do.
 */
export function asOne(statements: readonly Statement[]): Statement | undefined {
  const [first, ...others] = statements;
  if (!first || others.length === 0) return first;
  const key = statements.map(({ sql }) => sql).join(';');
  const sql = known.get(key) ?? merge(statements);
  known.set(key, sql);
  return { sql, parameters: statements.flatMap(({ parameters }) => parameters) };
}

function merge(statements: readonly Statement[]): string {
  let before = 0;
  const texts = statements.map(({ sql, parameters }) => {
    const from = before;
    before += parameters.length;
    return renumber(sql, (number) => number + from);
  });
  const parts = texts.slice(0, -1).map((text, at) => `part_${at} as (${text})`);
  return `with ${parts.join(', ')} ${texts.at(-1)}`;
}
