import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CliReply } from '../../src/contract/cli.ts';
import { openCliSession } from '../../src/session/open-cli-session.ts';
import { createReplayTransport, type ReplayStep } from '../../src/testing/index.ts';
import { testPlatform } from './test-platform.ts';

const seed = 20_241_122;
const pager = "---- More ( Press 'Q' to break ) ----";
const wipe = `\x1b[37D${' '.repeat(37)}\x1b[37D`;
const alarm = '\n! RUNNING MAJOR 2024\n ALARM NAME : x\n --- END\n';

/** Rows as devices print them: words at columns, some drawn with cursor moves, tabs and overwritten text. */
const row = fc
  .array(
    fc.constantFrom(
      '0/ 1/0',
      'online',
      '48575443AABBCCDD',
      '-',
      '\x1b[4C',
      '\t',
      '-18.52',
      'Loading\rDone   ',
      'São',
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((words) => `  row ${words.join(' ')}`);
const page = fc.array(fc.oneof({ weight: 8, arbitrary: row }, fc.constant(''), fc.constant(`  x${alarm}`)), {
  minLength: 1,
  maxLength: 6,
});
const scenario = fc.record({
  pages: fc.array(page, { minLength: 1, maxLength: 3 }),
  completes: fc.boolean(),
  warns: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r\r\n'),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

function toScript({ pages, completes, warns }: Scenario): ReplayStep[] {
  const command = 'display ont info 0 1 0 all';
  const bodies = pages.map((rows) => `${rows.join('\n')}\n`);
  const script: ReplayStep[] = [
    { emit: '\n\n>>User name:' },
    { expect: 'root', emit: 'root\n>>User password:' },
    {
      expect: 'topsecret',
      emit: `\n  MA5800 #1 <lab>\n\nOLT01>${warns ? '\n  Warning: late\n\nOLT01>' : ''}`,
    },
    { expect: 'enable', emit: 'enable\n\nOLT01#' },
  ];
  let before = `${command}\n`;
  let expected: ReplayStep['expect'] = command;
  if (completes) {
    script.push({ expect: command, emit: `${command}\n{ <cr>||<K> }:` });
    before = `\n\n  Command:\n    ${command}\n`;
    expected = '\r';
  }
  for (const [index, body] of bodies.entries()) {
    const last = index === bodies.length - 1;
    script.push({ expect: expected, emit: `${before}${body}${last ? '\nOLT01#' : pager}` });
    before = wipe;
    expected = ' ';
  }
  return script;
}

async function read(what: Scenario, chunk: number | (() => number)): Promise<CliReply> {
  const transport = createReplayTransport(toScript(what), {
    chunk,
    lineEnd: what.lineEnd as '\n' | '\r\n' | '\r\r\n',
    authenticated: false,
  });
  const cli = await openCliSession(transport, testPlatform, { user: 'root', password: 'topsecret' });
  const reply = await cli.run('display ont info 0 1 0 all');
  expect(transport.finished).toBe(true);
  return reply;
}

test(`chunk boundaries change no reply (seed ${seed})`, async () => {
  const sizes = fc.infiniteStream(fc.integer({ min: 1, max: 40 }));
  await fc.assert(
    fc.asyncProperty(scenario, sizes, async (what, stream) => {
      const whole = await read(what, 65_536);
      const cut = await read(what, () => stream.next().value);
      expect(cut).toEqual(whole);
      const rows = what.pages.flat().filter((line) => line !== '' && !line.includes('ALARM'));
      expect(whole.text.split('\n').filter((line) => line.trim() !== '' && line !== '  x')).toHaveLength(
        rows.length,
      );
    }),
    { seed, numRuns: 300 },
  );
});
