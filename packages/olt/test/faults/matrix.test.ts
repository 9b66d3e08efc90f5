import { readFile } from 'node:fs/promises';
import { test } from 'vitest';
import { formatScenario, outcomesOf, readScenario } from './fault-table.ts';
import { casesOf, describeWrong, isInShortRun, playCases } from './matrix.ts';
import { headingOf } from './scenario.ts';
import { scenarios } from './scenarios.ts';

/** `FIELD_FULL=1` plays every case, which takes some minutes. */
const full = process.env.FIELD_FULL === '1';
const timeout = full ? 600_000 : 180_000;
const page = await readFile(new URL('../../../../docs/fault-matrix.md', import.meta.url), 'utf8');

for (const scenario of scenarios) {
  test.concurrent(`${headingOf(scenario)}: the report is what the OLT holds, whatever goes wrong`, {
    timeout,
  }, async ({ expect }) => {
    const { healthy, cases } = await casesOf(scenario);
    expect(healthy.result).toMatchObject({ error: null, remains: [] });
    const played = full ? cases : cases.filter((one) => isInShortRun(one, scenario.voice.sparse));
    const rows = await playCases(scenario, played, healthy.after);
    expect(rows.filter(({ wrong }) => wrong.length > 0).map(describeWrong)).toEqual([]);

    const known = readScenario(page, headingOf(scenario));
    const unheardOf = [...outcomesOf(rows)].flatMap(([cell, seen]) =>
      [...seen].filter((outcome) => !known.get(cell)?.has(outcome)).map((outcome) => `${cell}: ${outcome}`),
    );
    expect(unheardOf, 'docs/fault-matrix.md is out of date').toEqual([]);
    if (full)
      expect(page, 'docs/fault-matrix.md is out of date').toContain(
        formatScenario(headingOf(scenario), rows),
      );
  });
}
