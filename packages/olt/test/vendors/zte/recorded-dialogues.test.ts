import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openCliSession } from '../../../src/session/open-cli-session.ts';
import { createReplayTransport } from '../../../src/testing/index.ts';
import { rebootQuestion } from '../../../src/vendors/zte/platform.ts';
import { missingRecording, recordingsFolder } from '../../rigs/recordings.ts';
import { openBox, profileOf, sessionsWith } from './scripted-box.ts';

const missing = missingRecording('zte');
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

const read = (file: string) =>
  missing ? '' : readFileSync(join(recordingsFolder, 'zte', file), 'utf8').replaceAll('\r\n', '\n');
const credentials = { user: 'admin', password: 'topsecret', timeouts: { settleMs: 20, logoutMs: 20 } };
const platform = (family: 'c3xx' | 'c6xx') => {
  const { cli } = profileOf(family);
  if (!cli) throw new Error('no command line');
  return cli;
};
const place = (name: string) => ({ mode: 'interface', argument: name });
const inside = (name: string) => ({ mode: 'management', argument: name });
const caret = "         ^\n%Error 140303: Invalid input detected at '^' marker.";

describe.each([1, 7, 65_536])('in chunks of %d', (chunk) => {
  test('the login of a C600, whose banner speaks of failures', async () => {
    const transport = createReplayTransport(
      [
        { emit: 'Username:' },
        { expect: 'admin', emit: 'admin\nPassword:' },
        { expect: 'topsecret', emit: `\n${read('cli-c6xx/c600_login_banner_raw.txt')}` },
        { expect: 'terminal length 0', emit: 'terminal length 0\nZXAN#' },
        {
          expect: 'exit',
          emit: 'exit\nThe configuration is changed,confirm to logout without saving? [yes/no]:',
        },
        { expect: 'yes', emit: 'yes\n' },
      ],
      { chunk, authenticated: false, hangUp: true },
    );
    const cli = await openCliSession(transport, platform('c6xx'), credentials);
    expect(cli.host).toBe('ZXAN');
    expect(cli.banner).toContain('0 authentication failure occurred');
    await cli.close();
    expect(transport.finished).toBe(true);
  });

  test.each([
    ['c6xx', read],
    ['c3xx', () => '\n%Error 20209: No username or bad password\n\nUsername:'],
  ] as const)('a rejected login on a %s is not tried again', async (family, answer) => {
    const transport = createReplayTransport(
      [
        { emit: 'Username:' },
        { expect: 'admin', emit: 'admin\nPassword:' },
        { expect: 'topsecret', emit: answer('cli-c6xx/c600_login_rejected_raw.txt') },
      ],
      { chunk, authenticated: false },
    );
    await expect(openCliSession(transport, platform(family), credentials)).rejects.toMatchObject({
      code: 'olt.auth_refused',
    });
    expect(transport.sent.map(({ text }) => text)).toEqual(['admin\r', 'topsecret\r']);
  });

  test('a user without privileges enables itself', async () => {
    const transport = createReplayTransport(
      [
        { emit: 'ZXAN>' },
        { expect: 'enable', emit: 'enable\nPassword:' },
        { expect: 'zxr10', emit: '\nZXAN#' },
        { expect: 'terminal length 0', emit: 'terminal length 0\nZXAN#' },
      ],
      { chunk },
    );
    const cli = await openCliSession(transport, platform('c3xx'), {
      ...credentials,
      enablePassword: 'zxr10',
    });
    expect(cli.mode).toEqual({ mode: 'exec' });
    await cli.close();
  });

  test('a pager whose erase bytes are glued to the next row', async () => {
    const lines = read('cli-c3xx/c300_state_with_pager_erase_bytes.txt').trimEnd().split('\n').slice(1);
    const [head, tail] = [lines.slice(0, 4), lines.slice(4)];
    expect(tail[0]).toMatch(/^(?:\u0008 \u0008){8}1\/2\/3:6/);
    const command = 'show gpon onu state';
    const transport = createReplayTransport(
      [
        { emit: 'ZXAN#' },
        // Taken, and paged all the same.
        { expect: 'terminal length 0', emit: 'terminal length 0\nZXAN#' },
        { expect: command, emit: `${command}\n${head.join('\n')}\n --More--` },
        { expect: ' ', emit: `${tail.join('\n')}\nZXAN#` },
      ],
      { chunk },
    );
    const cli = await openCliSession(transport, platform('c3xx'), credentials);
    const { text } = await cli.run(command);
    expect(text.split('\n').slice(2)).toEqual([
      '1/2/1:1     enable       enable      working      1(GPON)',
      '1/2/1:2     enable       enable      working      1(GPON)',
      '1/2/3:6     enable       enable      working      1(GPON)',
      '1/2/3:7     enable       disable     LOS          1(GPON)',
      '1/2/4:9     enable       enable      DyingGasp    1(GPON)',
    ]);
    await cli.close();
  });

  test('authorizing and removing on a C300 of firmware 2.1', async () => {
    const recorded = read('cli-c3xx/c300_v2.1_authorise_session.txt');
    const typed = (prompt: string) =>
      recorded
        .split('\n')
        .flatMap((line) => (line.startsWith(prompt) ? [line.slice(prompt.length).trim()] : []));
    const [add = '', ...unit] = typed('zte(config-if)#').filter((command) => command !== '!');
    const service = typed('zte(gpon-onu-mng 1/8/2:50)#')[0] ?? '';
    const port = 'gpon-olt_1/8/2';
    const onu = 'gpon-onu_1/8/2:50';
    const { cli, transport } = await openBox(
      'c3xx',
      [
        ['configure terminal', 'Enter configuration commands, one per line.  End with CTRL/Z.'],
        [`interface ${port}`],
        [add, '.[Successful]'],
        ['exit'],
        [`interface ${onu}`],
        ...unit.map((command) => [command] as const),
        ['exit'],
        [`pon-onu-mng ${onu}`],
        [service],
        ['end'],
        ['write', '...[OK]'],
        ['configure terminal'],
        [`interface ${port}`],
        ['no onu 50', '.[Successful]'],
      ],
      { chunk, host: 'zte' },
    );
    expect(await cli.run(add, { at: place(port) })).toMatchObject({ text: '.[Successful]', outcome: 'ok' });
    for (const command of unit)
      expect(await cli.run(command, { at: place(onu) })).toMatchObject({ text: '' });
    await cli.run(service, { at: inside(onu) });
    expect(cli.mode).toEqual(inside(onu));
    const { save } = platform('c3xx');
    if (!save) throw new Error('no save');
    expect((await cli.run(save.send, { at: save.at, until: save.done })).text).toContain('[OK]');
    const removal = read('cli-c3xx/c300_v2.1_remove_session.txt').split('\n');
    expect(removal).toContain('no onu 50');
    await cli.run('no onu 50', { at: place(port) });
    expect(transport.finished).toBe(true);
    await cli.close();
  });

  test('a C320 that restarts a unit without a question, and one that asks', async () => {
    const recorded = read('cli-c3xx/c320_reboot_session.txt');
    expect(recorded).toContain('OLT-ZTE_C320(gpon-onu-mng)#reboot\nOLT-ZTE_C320#');
    const onu = 'gpon-onu_1/2/5:5';
    const mode = 'OLT-ZTE_C320(gpon-onu-mng)#';
    const enter = [
      { emit: 'OLT-ZTE_C320#' },
      { expect: 'terminal length 0', emit: 'terminal length 0\nOLT-ZTE_C320#' },
      { expect: 'configure terminal', emit: 'configure terminal\nOLT-ZTE_C320(config)#' },
      { expect: `pon-onu-mng ${onu}`, emit: `pon-onu-mng ${onu}\n${mode}` },
    ];
    for (const steps of [
      [{ expect: 'reboot', emit: `reboot\n${mode}` }],
      [
        { expect: 'reboot', emit: 'reboot\nConfirm to reboot? [yes/no]:' },
        { expect: 'yes', emit: `yes\n${mode}` },
      ],
    ]) {
      const transport = createReplayTransport([...enter, ...steps], { chunk });
      const cli = await openCliSession(transport, platform('c3xx'), credentials);
      await cli.run('reboot', { at: inside(onu), dialogue: [rebootQuestion] });
      expect(transport.finished).toBe(true);
      await cli.close();
    }
  });

  test('another serial number on a chassis that counts shelves from 0', async () => {
    const recorded = read('cli-c3xx/c300_registration_method_session.txt');
    const onu = 'gpon-onu_0/10/4:1';
    const command = 'registration-method sn  ZTEGXxXxX';
    expect(recorded).toContain(`GPON00-D-KL(config)#interface ${onu}\nGPON00-D-KL(config-if)#${command}`);
    const { cli } = await openBox('c3xx', [['configure terminal'], [`interface ${onu}`], [command]], {
      chunk,
      host: 'GPON00-D-KL',
    });
    expect(await cli.run(command, { at: place(onu) })).toMatchObject({ outcome: 'ok', text: '' });
    await cli.close();
  });

  test('the configuration session of a C6xx: what is incomplete, what is refused, what is silent', async () => {
    const recorded = read('cli-c6xx/c6xx_config_session_context_help.txt');
    const refused = 'wan-ip 1 ping-response enable traceroute-response enable';
    const taken = 'wan-ip 1 ipv4 ping-response enable traceroute-response enable';
    for (const part of [refused, taken, '%Error 140305: Incomplete command.'])
      expect(recorded).toContain(part);
    const onu = 'gpon_onu-1/2/16:26';
    const { cli } = await openBox(
      'c6xx',
      [
        ['configure terminal', 'Enter configuration commands, one per line.  End with CTRL/Z.'],
        [`pon-onu-mng ${onu}`],
        ['service 1 gemport 1 vlan 150'],
        [refused, `${refused}\n${caret}`],
        [taken],
        ['end'],
        ['show version', caret],
        ['pon-onu-mng', '%Error 140305: Incomplete command.'],
      ],
      { chunk },
    );
    await cli.run('service 1 gemport 1 vlan 150', { at: inside(onu) });
    await expect(cli.run(refused, { at: inside(onu) })).rejects.toMatchObject({
      code: 'olt.unknown_command',
    });
    expect(await cli.run(taken, { at: inside(onu) })).toMatchObject({ text: '', outcome: 'ok' });
    expect(read('cli-c6xx/c600_show_version_rejected_raw.txt')).toContain('%Error 140303');
    await expect(cli.run('show version')).rejects.toMatchObject({ code: 'olt.unknown_command' });
    await expect(cli.run('pon-onu-mng')).rejects.toMatchObject({ code: 'olt.incomplete_command' });
    expect(cli.usable).toBe(true);
    await cli.close();
  });

  test('an echo that wraps at column 80', async () => {
    const long = 'show running-config xpon | begin pon-onu-mng gpon_onu-1/1/1:1 and more than one line takes';
    const shown = `ZXAN#${long}`;
    const transport = createReplayTransport(
      [
        { emit: 'ZXAN#' },
        { expect: 'terminal length 0', emit: 'terminal length 0\nZXAN#' },
        { expect: long, emit: `${shown.slice(5, 80)}\n${shown.slice(80)}\n$\nZXAN#` },
      ],
      { chunk },
    );
    const session = await openCliSession(transport, platform('c6xx'), credentials);
    expect(await session.run(long)).toMatchObject({ text: '$' });
    await session.close();
  });
});

describe('nobody waits', () => {
  test.each([
    read('cli-c3xx/c320_v2.1.0_uncfg_empty_62310.txt').trim(),
    '%Code 32310-GPONSRV : No related information to show.',
  ])('%s', async (reply) => {
    const [way] = profileOf('c3xx').reads.listUnauthorizedOnus ?? [];
    const { cli } = await openBox('c3xx', [['show pon onu uncfg', reply]]);
    expect(await way?.read(sessionsWith(cli), {})).toEqual([]);
    await cli.close();
  });

  test('firmware that knows only the older command', async () => {
    const [way] = profileOf('c3xx').reads.listUnauthorizedOnus ?? [];
    const table = read('cli-c3xx/c320_v2.1.0_show_gpon_onu_uncfg.txt').trimEnd();
    const { cli } = await openBox('c3xx', [
      ['show pon onu uncfg', "          ^\n%Error 20200: Invalid input detected at '^' marker."],
      ['show gpon onu uncfg', table],
    ]);
    expect(await way?.read(sessionsWith(cli), { at: { shelf: 1, slot: 1, port: 1 } })).toHaveLength(3);
    await cli.close();
  });

  test('a refusal of the last command is no empty list', async () => {
    const [way] = profileOf('c6xx').reads.listUnauthorizedOnus ?? [];
    const { cli } = await openBox('c6xx', [['show pon onu uncfg', caret]]);
    await expect(way?.read(sessionsWith(cli), {})).rejects.toMatchObject({ code: 'olt.unknown_command' });
    await cli.close();
  });
});
