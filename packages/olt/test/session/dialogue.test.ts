import { describe, expect, test } from 'vitest';
import type { CliSession } from '../../src/contract/cli.ts';
import { openCliSession } from '../../src/session/open-cli-session.ts';
import { createReplayTransport, type ReplayOptions, type ReplayStep } from '../../src/testing/index.ts';
import { testPlatform } from './test-platform.ts';

const pager = "---- More ( Press 'Q' to break ) ----";
const wipe = `\x1b[37D${' '.repeat(37)}\x1b[37D`;
const alarm =
  '\n! RUNNING MAJOR 2024-03-12 10:00:00 ALARM 0x0b00\n ALARM NAME : The feed fiber is broken\n PARAMETERS : FrameID: 0, SlotID: 0, PortID: 3\n --- END\n';
const login: readonly ReplayStep[] = [
  { emit: '\n\n>>User name:' },
  { expect: 'root', emit: 'root\n>>User password:' },
  {
    expect: 'topsecret',
    emit: '\n\n  Huawei Integrated Access Software (MA5800).\n\n  SSH  10.0.0.233  2024-03-12 12:29:42-04:00  37\n\nOLT01>',
  },
];
const toPrivilege: ReplayStep = { expect: 'enable', emit: 'enable\n\nOLT01#' };

/** Every way in which a dialogue can arrive. */
const arrivals = [1, 7, 65_536].flatMap((chunk) =>
  (['\n', '\r\n', '\r\r\n'] as const).map((lineEnd) => ({ chunk, lineEnd })),
);

async function open(script: readonly ReplayStep[], options: ReplayOptions) {
  const transport = createReplayTransport([...login, toPrivilege, ...script], {
    ...options,
    authenticated: false,
  });
  const cli = await openCliSession(transport, testPlatform, {
    user: 'root',
    password: 'topsecret',
    timeouts: { settleMs: 20, logoutMs: 20 },
  });
  return { cli, transport };
}

/** What a command's reply reads as when the device says `emit` and what follows. */
async function reply(
  options: ReplayOptions,
  command: string,
  steps: readonly ReplayStep[],
  run: Parameters<CliSession['run']>[1] = {},
): Promise<string> {
  const { cli, transport } = await open(steps, options);
  const { text } = await cli.run(command, run);
  expect(transport.finished).toBe(true);
  return text;
}

describe.each(arrivals)('in chunks of $chunk with $lineEnd', (arrival) => {
  test('a reply is what stands between echo and prompt', async () => {
    const steps = [
      {
        expect: 'display version',
        emit: 'display version\n\n  VERSION : MA5800V100R022\n\n  PATCH   :\n\nOLT01#',
      },
    ];
    expect(await reply(arrival, 'display version', steps)).toBe('  VERSION : MA5800V100R022\n\n  PATCH   :');
  });

  test('pagers are answered and leave no trace', async () => {
    const steps = [
      { expect: 'display board 0', emit: `display board 0\n  row 1\n  row 2\n${pager}` },
      { expect: ' ', emit: `${wipe}  row 3\n  row 4\n${pager}` },
      { expect: ' ', emit: `${wipe}  row 5\n\nOLT01#` },
    ];
    expect(await reply(arrival, 'display board 0', steps)).toBe(
      '  row 1\n  row 2\n  row 3\n  row 4\n  row 5',
    );
  });

  test('a pager as the last thing before the prompt', async () => {
    const steps = [
      { expect: 'display board 0', emit: `display board 0\n  row 1\n${pager}` },
      { expect: ' ', emit: `${wipe}OLT01#` },
    ];
    expect(await reply(arrival, 'display board 0', steps)).toBe('  row 1');
  });

  test('a completion mark gets an Enter, and the command printed once more is cut away', async () => {
    const command = 'display ont optical-info 2 0 with a very long tail of arguments';
    const steps = [
      { expect: command, emit: `${command}\n{ <cr>||<K> }:` },
      {
        expect: '\r',
        emit: `\n\n  Command:\n          display ont optical-info 2 0 with a very lon\ng tail of arguments\n  Rx : -18.18\n\nOLT01#`,
      },
    ];
    expect(await reply(arrival, command, steps)).toBe('  Rx : -18.18');
  });

  test('a completion mark that wraps', async () => {
    const steps = [
      {
        expect: 'display current-configuration',
        emit: 'display current-configuration\n{ <cr>|include-default<K>|interface<K>|ont<K>|port<K>|sec\ntion<K>|service-port<K>||<K> }:',
      },
      { expect: '\r', emit: '\n\n  Command:\n    display current-configuration\n  [global]\n\nOLT01#' },
    ];
    expect(await reply(arrival, 'display current-configuration', steps)).toBe('  [global]');
  });

  test('a completion mark without <cr> is broken off, and the session goes on', async () => {
    const { cli } = await open(
      [
        { expect: 'ont add 0', emit: 'ont add 0\n{ ontid<U><0,127>|sn-auth<K> }:' },
        { expect: '\x03', emit: '^C\n\nOLT01#' },
        { expect: 'display clock', emit: 'display clock\n  10:00\n\nOLT01#' },
      ],
      arrival,
    );
    await expect(cli.run('ont add 0')).rejects.toMatchObject({
      code: 'olt.incomplete_command',
      details: { text: '{ ontid<U><0,127>|sn-auth<K> }:' },
    });
    expect((await cli.run('display clock')).text).toBe('  10:00');
  });

  test('an echo that the device wraps', async () => {
    const command = 'service-port vlan 100 gpon 0/1/2 ont 3 gemport 1 multi-service user-vlan 100';
    const steps = [
      {
        expect: command,
        emit: 'service-port vlan 100 gpon 0/1/2 ont 3 gemp\n ort 1 multi-service user-\nvlan 100\n\nOLT01#',
      },
    ];
    expect(await reply(arrival, command, steps)).toBe('');
  });

  test('an echo that a narrow line editor scrolls', async () => {
    const command = 'service-port vlan 100 gpon 0/1/2 ont 3 gemport 1 multi-service user-vlan 100';
    const steps = [{ expect: command, emit: `\rOLT01#$multi-service user-vlan 100\n  row\nOLT01#` }];
    expect(await reply(arrival, command, steps)).toBe('  row');
  });

  test('the same text in the reply is no echo', async () => {
    const steps = [
      { expect: 'display history', emit: 'display history\ndisplay history\n  display history\n\nOLT01#' },
    ];
    expect(await reply(arrival, 'display history', steps)).toBe('display history\n  display history');
  });

  test.each([
    ['before the echo', [`${alarm}OLT01#display clock\n  10:00\n  11:00\n\nOLT01#`]],
    ['before an echo that stands alone', [`${alarm}display clock\n  10:00\n  11:00\n\nOLT01#`]],
    ['in the echo', [`display cl${alarm}ock\n  10:00\n  11:00\n\nOLT01#`]],
    [
      'in the echo, which is then printed anew',
      [`display cl${alarm}OLT01#display clock\n  10:00\n  11:00\n\nOLT01#`],
    ],
    ['between rows', [`display clock\n  10:00${alarm}  11:00\n\nOLT01#`]],
    ['before the prompt', [`display clock\n  10:00\n  11:00\n${alarm}\nOLT01#`]],
    ['after the prompt', [`display clock\n  10:00\n  11:00\n\nOLT01#${alarm}`]],
    [
      'after the prompt, which is printed again',
      [`display clock\n  10:00\n  11:00\n\nOLT01#${alarm}\nOLT01#`],
    ],
    ['after a pager', [`display clock\n  10:00\n${pager}${alarm}`, `${wipe}  11:00\n\nOLT01#`]],
    ['before a pager', [`display clock\n  10:00\n${alarm}${pager}`, `${wipe}  11:00\n\nOLT01#`]],
  ])('an alarm %s', async (_where, [first = '', second]) => {
    const steps: ReplayStep[] = [{ expect: 'display clock', emit: first }];
    if (second !== undefined) steps.push({ expect: ' ', emit: second });
    const text = await reply(arrival, 'display clock', steps);
    expect(text.replaceAll(/\n+/g, '\n')).toBe('  10:00\n  11:00');
  });

  test('text that begins like an alarm and does not end like one is kept', async () => {
    const steps = [
      { expect: 'display log', emit: 'display log\n  one\n! RUNNING out of names\n  two\n\nOLT01#' },
    ];
    expect(await reply(arrival, 'display log', steps)).toBe('  one\n! RUNNING out of names\n  two');
  });

  test('late warnings and further prompts after the login are no replies', async () => {
    const transport = createReplayTransport(
      [
        ...login,
        {
          emit: '\n  Warning: The user password is set by other administrator or NMS, it is\nrecommended to change the password.\n\nOLT01>\n\nOLT01>',
        },
        toPrivilege,
        { expect: 'display clock', emit: 'display clock\n  10:00\n\nOLT01#' },
      ],
      { ...arrival, authenticated: false },
    );
    const cli = await openCliSession(transport, testPlatform, { user: 'root', password: 'topsecret' });
    expect(cli.host).toBe('OLT01');
    expect(cli.banner).toContain('Huawei Integrated Access Software (MA5800).');
    expect(cli.mode).toEqual({ mode: 'privilege' });
    expect((await cli.run('display clock')).text).toBe('  10:00');
  });

  test('a listed question is answered once and is no part of the reply', async () => {
    const dialogue = [{ pattern: /Are you sure to reset the ONT\(s\)\? \(y\/n\)\[n\]:\s*$/, reply: 'y' }];
    const steps = [
      {
        expect: 'ont reset 2 0',
        emit: 'ont reset 2 0\n  Warning: service stops\n  Are you sure to reset the ONT(s)? (y/n)[n]:',
      },
      { expect: 'y', emit: 'y\n  Reset\n\nOLT01#' },
    ];
    expect(await reply(arrival, 'ont reset 2 0', steps, { dialogue })).toBe(
      '  Warning: service stops\n  Reset',
    );
  });

  test('a question that wraps, and an answer without echo', async () => {
    const dialogue = [{ pattern: /release service virtual port\(s\)\? \(y\/n\)\[n\]:\s*$/, reply: 'y' }];
    const steps = [
      {
        expect: 'undo service-port all',
        emit: 'undo service-port all\n  Are you sure to release service virtual\n  port(s)? (y/n)[n]:',
      },
      { expect: 'y', emit: '\n  Deleting start...\n\nOLT01#' },
    ];
    expect(await reply(arrival, 'undo service-port all', steps, { dialogue })).toBe('  Deleting start...');
  });

  test('an alarm after a question', async () => {
    const dialogue = [{ pattern: /Are you sure\? \(y\/n\)\[n\]:\s*$/, reply: 'y' }];
    const steps = [
      { expect: 'ont reset 2 0', emit: `ont reset 2 0\n  Are you sure? (y/n)[n]:${alarm}` },
      { expect: 'y', emit: 'y\n  Reset\n\nOLT01#' },
    ];
    expect(await reply(arrival, 'ont reset 2 0', steps, { dialogue })).toBe('  Reset');
  });

  test('a question that comes more often than listed is not answered again', async () => {
    const dialogue = [{ pattern: /Are you sure\? \(y\/n\)\[n\]:\s*$/, reply: 'y', atMost: 2 }];
    const asks = '  Are you sure? (y/n)[n]:';
    const { cli, transport } = await open(
      [
        { expect: 'ont reset 2 0', emit: `ont reset 2 0\n${asks}` },
        { expect: 'y', emit: `y\n${asks}` },
        { expect: 'y', emit: `y\n${asks}` },
      ],
      arrival,
    );
    await expect(cli.run('ont reset 2 0', { dialogue })).rejects.toMatchObject({
      code: 'olt.unknown_question',
    });
    expect(transport.closed).toBe(true);
    expect(cli.usable).toBe(false);
  });

  test('a question nobody listed is left unanswered and ends the session', async () => {
    const { cli, transport } = await open(
      [{ expect: 'reboot system', emit: 'reboot system\n  The system will be down\n  Sure? (y/n)[n]:' }],
      arrival,
    );
    const before = transport.sent.length;
    await expect(cli.run('reboot system')).rejects.toMatchObject({
      code: 'olt.unknown_question',
      details: { question: 'The system will be down Sure? (y/n)[n]:', commandSent: true },
    });
    expect(transport.sent.slice(before)).toEqual([{ text: 'reboot system\r', purpose: 'command' }]);
    expect(transport.closed).toBe(true);
    await expect(cli.run('display clock')).rejects.toMatchObject({ code: 'olt.session_closed' });
  });

  test('a row that looks like a question while it is still arriving', async () => {
    const steps = [
      {
        expect: 'display ont autofind all',
        emit: 'display ont autofind all\n   Password: 0x31(1)\n   Password:\n\nOLT01#',
      },
    ];
    expect(await reply(arrival, 'display ont autofind all', steps)).toBe(
      '   Password: 0x31(1)\n   Password:',
    );
  });

  test("a row that looks like another device's prompt", async () => {
    const steps = [
      { expect: 'display history', emit: 'display history\nOTHER#\nOLT01x#\n OLT01#\n\nOLT01#' },
    ];
    expect(await reply(arrival, 'display history', steps)).toBe('OTHER#\nOLT01x#\n OLT01#');
  });

  test('a completion mark that comes again and again', async () => {
    const mark = { expect: '\r', emit: '\n{ <cr>||<K> }:' };
    const { cli, transport } = await open(
      [{ expect: 'display x', emit: 'display x\n{ <cr>||<K> }:' }, ...Array.from({ length: 20 }, () => mark)],
      arrival,
    );
    await expect(cli.run('display x')).rejects.toMatchObject({ code: 'olt.unknown_question' });
    expect(transport.closed).toBe(true);
  });

  test('modes are walked up and down, and the prompt says where the session is', async () => {
    const { cli, transport } = await open(
      [
        { expect: 'config', emit: 'config\n\nOLT01(config)#' },
        { expect: 'interface gpon 0/1', emit: 'interface gpon 0/1\n\nOLT01(config-if-gpon-0/1)#' },
        {
          expect: 'display ont info 2 all',
          emit: 'display ont info 2 all\n  one\n\nOLT01(config-if-gpon-0/1)#',
        },
        { expect: 'display port state 2', emit: 'display port state 2\n  two\n\nOLT01(config-if-gpon-0/1)#' },
        { expect: 'quit', emit: 'quit\n\nOLT01(config)#' },
        { expect: 'interface gpon 0/2', emit: 'interface gpon 0/2\n\nOLT01(config-if-gpon-0/2)#' },
        {
          expect: 'display ont info 2 all',
          emit: 'display ont info 2 all\n  three\n\nOLT01(config-if-gpon-0/2)#',
        },
        { expect: 'quit', emit: 'quit\n\nOLT01(config)#' },
        { expect: 'quit', emit: 'quit\n\nOLT01#' },
        { expect: 'display clock', emit: 'display clock\n  four\n\nOLT01#' },
      ],
      arrival,
    );
    const texts: string[] = [];
    const at = (argument: string) => ({ at: { mode: 'interface', argument } });
    texts.push((await cli.run('display ont info 2 all', at('gpon 0/1'))).text);
    texts.push((await cli.run('display port state 2', at('gpon 0/1'))).text);
    expect(cli.mode).toEqual({ mode: 'interface', argument: 'gpon 0/1' });
    texts.push((await cli.run('display ont info 2 all', at('gpon 0/2'))).text);
    texts.push((await cli.run('display clock')).text);
    expect(texts).toEqual(['  one', '  two', '  three', '  four']);
    expect(transport.finished).toBe(true);
  });

  test('a mode that the device silently does not enter is an error, and the command is not sent', async () => {
    const { cli, transport } = await open(
      [
        { expect: 'config', emit: 'config\n\nOLT01(config)#' },
        { expect: 'interface gpon 0/9', emit: 'interface gpon 0/9\n\nOLT01(config)#' },
      ],
      arrival,
    );
    const at = { mode: 'interface', argument: 'gpon 0/9' };
    await expect(cli.run('ont delete 1 1', { at })).rejects.toMatchObject({ code: 'olt.unexpected_reply' });
    expect(cli.usable).toBe(true);
    expect(cli.mode).toEqual({ mode: 'config' });
    expect(transport.finished).toBe(true);
  });

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

  test('logs off from the deepest mode, answers the question and hears the farewell', async () => {
    const { cli, transport } = await open(
      [
        { expect: 'config', emit: 'config\n\nOLT01(config)#' },
        { expect: 'display clock', emit: 'display clock\n\nOLT01(config)#' },
        { expect: 'quit', emit: 'quit\n\nOLT01#' },
        { expect: 'disable', emit: 'disable\n\nOLT01>' },
        {
          expect: 'quit',
          emit: 'quit\n  Check whether system data has been changed. Please save data before\n  logout. Are you sure to log out? (y/n)[n]:',
        },
        { expect: 'y', emit: 'y\n\n  Configuration console exit, please retry to log on\n' },
      ],
      arrival,
    );
    await cli.run('display clock', { at: { mode: 'config' } });
    await cli.close();
    expect(transport.finished).toBe(true);
    expect(transport.closed).toBe(true);
    expect(transport.sent.at(-1)).toEqual({ text: 'y\r', purpose: 'answer' });
  });
});
