import { describe, expect, test } from 'vitest';
import { openCliSession } from '../../src/session/open-cli-session.ts';
import { createReplayTransport, type ReplayStep } from '../../src/testing/index.ts';
import { alarm, arrivals, login, open, pager, reply, toPrivilege, wipe } from './dialogue.ts';
import { testPlatform } from './test-platform.ts';

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
});
