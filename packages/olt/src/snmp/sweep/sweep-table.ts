import { type FieldError, ValidationError } from '@field/core';
import { oltError } from '../../contract/errors.ts';
import type { SweepOptions, SweepRow } from '../../contract/snmp.ts';
import { parseOid } from '../oid.ts';
import { begins, compareSuffixes, highest, type Suffix } from './suffix.ts';
import type { SweepGround } from './sweep-ground.ts';
import { SweepRange } from './sweep-range.ts';
import { SweepRun } from './sweep-run.ts';

/** Rows after which a table is taken for endless. The largest chassis has some 30,000 ONUs. */
const longestTable = 1_000_000;

/**
 * Reads columns of a table over many ranges at once.
 * @throws ValidationError for what is no column or no root; FieldError `olt.timeout`, `olt.snmp_error`, `olt.auth_refused`, `olt.aborted`
 */
export async function* sweepTable(
  ground: SweepGround,
  columnOids: readonly string[],
  { roots = [[]], signal, onProgress }: SweepOptions,
): AsyncGenerator<SweepRow, void, undefined> {
  const { target } = ground.agent;
  const nonsense = (reason: string): FieldError => oltError('olt.snmp_error', { target, reason });
  const aborted = () => oltError('olt.aborted', { target, doing: 'reading a table' });
  const columns = columnOids.map((oid) => ({
    prefix: `${parseOid(oid).join('.')}.`,
    gapsAsked: 0,
    gapsFilled: 0,
  }));
  if (columns.length === 0) throw new ValidationError([{ path: ['columns'], code: 'required', params: {} }]);
  const ranges = disjoint(roots).map(
    (root) => new SweepRange(columns, { root, after: root, upTo: null }, nonsense),
  );
  if (signal?.aborted) throw aborted();
  const run = new SweepRun(ground, columns, ranges, nonsense, onProgress);
  const stop = () => run.fail(aborted());
  signal?.addEventListener('abort', stop, { once: true });
  try {
    let rows = 0;
    for (let batch = await run.next(); batch !== null; batch = await run.next()) {
      rows += batch.length;
      if (rows > longestTable) throw nonsense(`its table has more than ${longestTable} rows`);
      yield* batch;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    run.stop();
  }
}

/** Roots in order, without those that stand below another. */
function disjoint(roots: readonly Suffix[]): readonly Suffix[] {
  for (const [at, root] of roots.entries()) {
    if (!root.every((number) => Number.isInteger(number) && number >= 0 && number <= highest))
      throw new ValidationError([{ path: ['roots', at], code: 'invalid', params: {} }]);
  }
  const kept: Suffix[] = [];
  for (const root of [...roots].sort(compareSuffixes)) {
    const last = kept.at(-1);
    if (!last || !begins(root, last)) kept.push(root);
  }
  return kept;
}
