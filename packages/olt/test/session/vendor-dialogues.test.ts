import { describe, expect, test } from 'vitest';
import type { CliPlatform } from '../../src/contract/cli.ts';
import { openCliSession } from '../../src/session/open-cli-session.ts';
import { createReplayTransport, type ReplayStep } from '../../src/testing/index.ts';
import { arrivals } from './dialogue.ts';
import { testPlatform } from './test-platform.ts';

const credentials = { user: 'admin', password: 'topsecret', timeouts: { settleMs: 20, logoutMs: 20 } };
/** Manners of other vendors, each as data. */
const platform = (differs: Partial<CliPlatform>): CliPlatform => ({
  ...testPlatform,
  completion: null,
  noise: [],
  refusals: [],
  refusalShapes: [],
  save: null,
  ...differs,
});

const oneMode = (prompt: string): Pick<CliPlatform, 'modes' | 'home' | 'logout'> => ({
  modes: { exec: { prompt, parent: null, enter: null, leave: null, changesConfig: true } },
  home: { mode: 'exec' },
  logout: { from: { mode: 'exec' }, send: 'exit', questions: [], farewell: null },
});

describe.each(arrivals)('in chunks of $chunk with $lineEnd', (arrival) => {
  test('a delete that asks yes, no and yes again', async () => {
    const intelbras = platform({
      ...oneMode('intelbras-olt>'),
      questionShapes: [/\?\s*\(?(?:yes|no)[^)]*\)?:?\s*$/i],
    });
    const script: readonly ReplayStep[] = [
      { emit: '\nintelbras-olt> ' },
      {
        expect: 'onu delete gpon 1 onu 5',
        emit: 'onu delete gpon 1 onu 5\nOk to delete gpon 1 onu 5 and all of its configuration? [yes or no]: ',
      },
      { expect: 'yes', emit: 'yes\nDo you want to exit from this request? (yes or no): ' },
      { expect: 'no', emit: 'no\nAre you sure? (yes or no): ' },
      { expect: 'yes', emit: 'yes\ngpon 1 onu 5 has been deleted\nintelbras-olt> ' },
    ];
    const transport = createReplayTransport(script, arrival);
    const cli = await openCliSession(transport, intelbras, credentials);
    const dialogue = [
      { pattern: /^Ok to delete .*\? \[yes or no\]:\s*$/, reply: 'yes' },
      { pattern: /^Do you want to exit from this request\? \(yes or no\):\s*$/, reply: 'no' },
      { pattern: /^Are you sure\? \(yes or no\):\s*$/, reply: 'yes' },
    ];
    const reply = await cli.run('onu delete gpon 1 onu 5', { dialogue });
    expect(reply.text).toBe('gpon 1 onu 5 has been deleted');
    expect(transport.finished).toBe(true);
  });

  test('a pager that cuts a row in two, wiped with backspaces', async () => {
    const vsol = platform({
      ...oneMode('{host}#'),
      pagers: [{ mark: / --More-- ?$/, reply: ' ' }],
      noise: [{ line: /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\s/ }],
    });
    const wipe = '\b'.repeat(10) + ' '.repeat(10) + '\b'.repeat(10);
    const script: readonly ReplayStep[] = [
      { emit: '\ngpon-olt# ' },
      {
        expect: 'show onu state',
        emit: 'show onu state\nGPON0/1:1\x1b[8Cenable\x1b[4Cworking\n\n2026/05/25 18:52:13   ONU Online\n\nonu 3 pri wifi_ssid encr --More-- \0',
      },
      { expect: ' ', emit: `${wipe}ypt_type wpa\nGPON0/1:2\x1b[8Cenable\x1b[4CLOS\n --More-- \0` },
      { expect: ' ', emit: `${wipe}GPON0/1:3\r\x1b[17Cenable\ngpon-olt# ` },
    ];
    const cli = await openCliSession(createReplayTransport(script, arrival), vsol, credentials);
    const { text } = await cli.run('show onu state');
    expect(text.split('\n').filter((line) => line !== '')).toEqual([
      'GPON0/1:1        enable    working',
      'onu 3 pri wifi_ssid encrypt_type wpa',
      'GPON0/1:2        enable    LOS',
      'GPON0/1:3        enable',
    ]);
  });

  test('a pager that cuts a row in two, and text nobody asked for behind it', async () => {
    const vsol = platform({
      ...oneMode('{host}#'),
      pagers: [{ mark: / --More-- ?$/, reply: ' ' }],
      noise: [{ line: /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\s/ }],
    });
    const script: readonly ReplayStep[] = [
      { emit: '\ngpon-olt# ' },
      {
        expect: 'show onu state',
        emit: 'show onu state\nonu 3 pri wifi_ssid encr --More-- \0\n2026/05/25 18:52:13   ONU Online\n',
      },
      { expect: ' ', emit: 'ypt_type wpa\ngpon-olt# ' },
    ];
    const cli = await openCliSession(createReplayTransport(script, arrival), vsol, credentials);
    expect((await cli.run('show onu state')).text).toBe('onu 3 pri wifi_ssid encr\nypt_type wpa');
  });

  test('a host name with a bar and an address', async () => {
    const vsol = platform({
      ...oneMode('{host}\\(config\\)#'),
    });
    const prompt = 'RT_01|192.0.2.4-Site_OLT(config)# ';
    const script: readonly ReplayStep[] = [
      { emit: `\nHello, this is gpon olt platform (version 1.00).\n\n${prompt}` },
      { expect: 'show version', emit: `show version\nOlt Device Model: V1600G1\n${prompt}` },
    ];
    const cli = await openCliSession(createReplayTransport(script, arrival), vsol, credentials);
    expect((await cli.run('show version')).text).toBe('Olt Device Model: V1600G1');
    expect(cli.host).toBe('RT_01|192.0.2.4-Site_OLT');
  });

  test('eight backspace triplets glued to the next row', async () => {
    const zte = platform({
      modes: {
        exec: { prompt: '{host}#', parent: null, enter: null, leave: null, changesConfig: false },
        config: {
          prompt: '{host}\\(config\\)#',
          parent: 'exec',
          enter: 'configure terminal',
          leave: 'exit',
          changesConfig: true,
        },
        interface: {
          prompt: '{host}\\(config-if\\)#',
          parent: 'config',
          enter: 'interface {argument}',
          leave: 'exit',
          changesConfig: true,
        },
        onu: {
          prompt: '{host}\\(config-if\\)#',
          parent: 'config',
          enter: 'interface gpon-onu_{argument}',
          leave: 'exit',
          changesConfig: true,
        },
      },
      home: { mode: 'exec' },
      pagers: [{ mark: / --More--$/, reply: ' ' }],
      refusals: [{ pattern: /%Code 32310-GPONSRV/, outcome: 'empty' }],
      refusalShapes: [/%(?:Error|Code)/],
    });
    const wipe = '\b \b'.repeat(8);
    const script: readonly ReplayStep[] = [
      {
        emit: '\n*****************\nWelcome to ZXAN product C320 of ZTE Corporation\n*****************\n\nZXAN#',
      },
      {
        expect: 'show gpon onu state',
        emit: 'show gpon onu state\nOnuIndex     Phase State\n1/1/1:1      working\n --More--',
      },
      { expect: ' ', emit: `${wipe}1/1/1:2      LOS\nONU Number: 1/2\nZXAN#` },
      {
        expect: 'configure terminal',
        emit: 'configure terminal\nEnter configuration commands, one per line.  End with CTRL/Z.\nZXAN(config)#',
      },
      { expect: 'interface gpon-olt_1/1/1', emit: 'interface gpon-olt_1/1/1\nZXAN(config-if)#' },
      {
        expect: 'onu 1 type ZTE sn ZTEG00000001',
        emit: 'onu 1 type ZTE sn ZTEG00000001\n.[Successful]\nZXAN(config-if)#',
      },
      { expect: 'exit', emit: 'exit\nZXAN(config)#' },
      { expect: 'interface gpon-onu_1/1/1:1', emit: 'interface gpon-onu_1/1/1:1\nZXAN(config-if)#' },
      {
        expect: 'name a',
        emit: 'name a\n%Code 32310-GPONSRV : No related information to show.\nZXAN(config-if)#',
      },
    ];
    const transport = createReplayTransport(script, arrival);
    const cli = await openCliSession(transport, zte, credentials);
    expect((await cli.run('show gpon onu state')).text.split('\n')).toEqual([
      'OnuIndex     Phase State',
      '1/1/1:1      working',
      '1/1/1:2      LOS',
      'ONU Number: 1/2',
    ]);
    const port = { mode: 'interface', argument: 'gpon-olt_1/1/1' };
    expect((await cli.run('onu 1 type ZTE sn ZTEG00000001', { at: port })).text).toBe('.[Successful]');
    expect(cli.mode).toEqual(port);
    const onu = { mode: 'onu', argument: '1/1/1:1' };
    expect(await cli.run('name a', { at: onu })).toMatchObject({ outcome: 'empty' });
    expect(cli.mode).toEqual(onu);
    expect(transport.finished).toBe(true);
  });

  test('a second login inside SSH, and enable with a password of its own', async () => {
    const epon = platform({
      login: { ...testPlatform.login, user: /^Login:\s*$/, password: /^Password:\s*$/ },
      modes: {
        user: { prompt: '{host}>', parent: null, enter: null, leave: null, changesConfig: false },
        privilege: {
          prompt: '{host}#',
          parent: 'user',
          enter: 'enable',
          leave: 'disable',
          changesConfig: false,
        },
      },
    });
    const script: readonly ReplayStep[] = [
      { emit: '\nLogin:' },
      { expect: 'admin', emit: 'admin\nPassword:' },
      { expect: 'topsecret', emit: '\nepon-olt>' },
      { expect: 'enable', emit: 'enable\nPassword:' },
      { expect: 'othersecret', emit: '\nepon-olt#' },
    ];
    const transport = createReplayTransport(script, arrival);
    const cli = await openCliSession(transport, epon, { ...credentials, enablePassword: 'othersecret' });
    expect(cli.mode).toEqual({ mode: 'privilege' });
    expect(transport.sent.filter(({ purpose }) => purpose === 'login').map(({ text }) => text)).toEqual([
      'admin\r',
      'topsecret\r',
      'othersecret\r',
    ]);
  });

  test('a directory shell with line ends the wrong way round', async () => {
    const fiberhome = platform({
      ...oneMode('{host}\\\\[\\w\\\\]+#'),
      pagers: [{ mark: /--Press any key to continue Ctrl\+c to stop--\s*$/, reply: ' ' }],
    });
    const script: readonly ReplayStep[] = [
      { emit: '\nAdmin\\gpononu# ' },
      {
        expect: 'show discovery',
        emit: 'show discovery\n01 AN5506-01-A1 FHTT00026010\n\r02 AN5506-01-A1 FHTT00026011\n\r--Press any key to continue Ctrl+c to stop--',
      },
      {
        expect: ' ',
        emit: '\r                                            \r03 AN5506-01-A1 FHTT00026012\n\rAdmin\\gpononu# ',
      },
    ];
    const cli = await openCliSession(createReplayTransport(script, arrival), fiberhome, credentials);
    expect((await cli.run('show discovery')).text.split('\n')).toEqual([
      '01 AN5506-01-A1 FHTT00026010',
      '02 AN5506-01-A1 FHTT00026011',
      '03 AN5506-01-A1 FHTT00026012',
    ]);
  });

  test('a save that asks and a reply that takes a single key', async () => {
    const other = platform({
      ...oneMode('{host}>#'),
      questions: [{ pattern: /press any key\.\.\.\s*$/, reply: 'x', raw: true, atMost: 3 }],
    });
    const script: readonly ReplayStep[] = [
      { emit: '\ntyp:isadmin>#' },
      { expect: 'info configure', emit: 'info configure\none\npress any key...' },
      { expect: 'x', emit: '\ntwo\npress any key...' },
      { expect: 'x', emit: '\nthree\ntyp:isadmin>#' },
    ];
    const transport = createReplayTransport(script, arrival);
    const cli = await openCliSession(transport, other, credentials);
    expect((await cli.run('info configure')).text).toBe('one\ntwo\nthree');
    expect(transport.sent.at(-1)).toEqual({ text: 'x', purpose: 'answer' });
  });
});
