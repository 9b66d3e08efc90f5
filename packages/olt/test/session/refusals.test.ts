import { describe, expect, test } from 'vitest';
import { arrivals, open } from './dialogue.ts';

describe.each(arrivals)('in chunks of $chunk with $lineEnd', (arrival) => {
  test.each([
    [
      "                 ^\n  % Unknown command, the error locates at '^'",
      'olt.unknown_command',
      "% Unknown command, the error locates at '^'",
    ],
    [
      "      ^\n  % Parameter error, the error locates at '^'",
      'olt.bad_parameter',
      "% Parameter error, the error locates at '^'",
    ],
    [
      '  Failure: This configured object has some service virtual\n  ports',
      'olt.onu_has_services',
      'Failure: This configured object has some service virtual ports',
    ],
    [
      '  Failure: System is busy, please retry after a while',
      'olt.busy',
      'Failure: System is busy, please retry after a while',
    ],
    ['  Failure: Nobody has seen this before', 'olt.command_refused', 'Failure: Nobody has seen this before'],
  ])('a refusal is an error and the session goes on: %j', async (said, code, text) => {
    const { cli } = await open(
      [
        { expect: 'ont delete 0 0', emit: `ont delete 0 0\n${said}\n\nOLT01#` },
        { expect: 'display clock', emit: 'display clock\n  10:00\n\nOLT01#' },
      ],
      arrival,
    );
    await expect(cli.run('ont delete 0 0')).rejects.toMatchObject({ code, details: { text } });
    expect(cli.usable).toBe(true);
    expect((await cli.run('display clock')).text).toBe('  10:00');
  });

  test.each([
    ['  Failure: The automatically found ONTs do not exist', 'empty'],
    ['  Failure: Make configuration repeatedly', 'already_done'],
    ['  0/1/0  Failure: System is busy', 'ok'],
    ['  Description  :\n                             Failure: System is busy', 'ok'],
    ['  In port 0/1/0:\n  Failure: There is no ONT available\n  In port 0/1/1:\n  0 online', 'ok'],
  ])('what a reply means: %j', async (said, outcome) => {
    const { cli } = await open([{ expect: 'display x', emit: `display x\n${said}\n\nOLT01#` }], arrival);
    expect(await cli.run('display x')).toMatchObject({ outcome, command: 'display x' });
  });
});
