import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../../src/simulator/index.ts';
import { missingRecording, recordingsFolder } from '../../rigs/recordings.ts';
import { overTelnet } from '../typist.ts';
import { atZte } from './zte-terminal.ts';

const wipe = '\b \b'.repeat(8);

describe('the pager', () => {
  test.each([
    ['C300', ' --More--'],
    ['C600', '--More--'],
  ])('%s glues eight backspace triplets to the next row', async (model, mark) => {
    const { typist, run } = await atZte({ model, onus: 30 });
    await run('terminal length 24');
    typist.type('show gpon onu state\r');
    const first = await typist.until(/--More--$/);
    expect(first.split('\r\n')).toHaveLength(25);
    expect(first.endsWith(`\r\n${mark}`)).toBe(true);
    typist.type(' ');
    expect(await typist.until(/ONU Number/)).toMatch(new RegExp(`^${wipe}1/`));
  });

  test('the erase bytes are those a C300 was recorded with', (context) => {
    const missing = missingRecording('zte');
    context.skip(missing !== null, missing ?? '');
    const recorded = readFileSync(
      join(recordingsFolder, 'zte/cli-c3xx/c300_state_with_pager_erase_bytes.txt'),
      'utf8',
    );
    expect(recorded).toContain(`\n${wipe}1/2/3:6`);
  });

  test('`terminal length 0` is taken everywhere and obeyed by most', async () => {
    for (const [model, pages] of [
      ['C320', false],
      ['C650', false],
      ['C600', true],
    ] as const) {
      const { typist } = await atZte({ model, onus: 60 });
      typist.type('show gpon onu state\r');
      const shown = await typist.until(pages ? /--More--$/ : /ONU Number.*\r\n\S+#$/);
      expect(shown.includes('--More--')).toBe(pages);
    }
  });

  test('q ends a list, Enter shows one more row', async () => {
    const { typist } = await atZte({ model: 'C600', onus: 60 });
    typist.type('show gpon onu state\r');
    await typist.until(/--More--$/);
    typist.type('\r');
    expect((await typist.until(/--More--$/)).split('\r\n')).toHaveLength(2);
    typist.type('q');
    expect(await typist.until(/#$/)).toBe(`${wipe}ZXAN#`);
  });
});

describe('what is refused, by number', () => {
  test.each([
    ['C320', 'shou card', '%Error 20200'],
    ['C320', 'show gpon onu nothing', '%Error 20201'],
    ['C320', 'show gpon onu baseinfo gpon-olt_x', '%Error 20202'],
    ['C320', 'show gpon onu baseinfo', '%Error 20203'],
    ['C320', 'conf t', '%Error 20200'],
    ['C600', 'show version', '%Error 140303'],
    ['C600', 'pon-onu-mng', '%Error 140303'],
    ['C600', 'show gpon onu baseinfo', '%Error 140305'],
    ['C600', 'con t', '%Error 140301'],
    // Each family takes its own spelling alone.
    ['C600', 'show gpon onu baseinfo gpon-olt_1/1/1', '%Error 140303'],
    ['C320', 'show gpon onu baseinfo gpon_olt-1/1/1', '%Error 20202'],
    ['C320', 'show gpon onu state gpon-olt_1/9/1', '%Error 20202'],
  ])('%s: %s is %s', async (model, command, error) => {
    const { run } = await atZte({ model });
    expect((await run(command)).split('\r\n').at(-1)).toContain(error);
  });

  test('the caret stands below the word', async () => {
    const c320 = await atZte({ model: 'C320' });
    expect((await c320.run('show bord')).split('\r\n')[0]).toBe('          ^');
    const c600 = await atZte({ model: 'C600' });
    expect((await c600.run('show version')).split('\r\n')[0]).toBe('     ^');
  });

  test('`write` is for the top, `configure terminal` too', async () => {
    for (const model of ['C320', 'C600']) {
      const { run } = await atZte({ model });
      expect(await run('configure terminal')).toContain('End with CTRL/Z.');
      expect(await run('write')).toMatch(/%Error (?:20200|140303)/);
      expect(await run('configure terminal')).toMatch(/%Error (?:20200|140303)/);
      await run('end');
      expect(await run('write')).toBe('...[OK]');
    }
  });

  test('an id that is taken, a serial number that is taken, a type and a profile that are not there', async () => {
    const taken = { C320: /^%Code \d+-GPONSRV/, C600: /^%Error 222391/ } as const;
    for (const model of ['C320', 'C600'] as const) {
      const { run, olt } = await atZte({ model, onus: 2 });
      const serial = olt.state.onus()[0]?.serialNumber ?? '';
      const [pon, onu] =
        model === 'C320' ? ['gpon-olt_1/1/1', 'gpon-onu_1/1/1:1'] : ['gpon_olt-1/1/1', 'gpon_onu-1/1/1:1'];
      await run('configure terminal');
      await run(`interface ${pon}`);
      expect(await run('onu 1 type ZTE-F660 sn ZTEG00000001')).toMatch(taken[model]);
      expect(await run(`onu 9 type ZTE-F660 sn ${serial}`)).toMatch(/^%(?:Code|Error) \d+/);
      expect(await run('onu 9 type NOTHING sn ZTEG00000001')).toMatch(/^%Error (?:20202|140303)/);
      await run(`interface ${onu}`);
      expect(await run('tcont 2 profile NOTHING')).toMatch(/^%(?:Code 63981|Error 223981)/);
      expect(olt.state.onus()).toHaveLength(2);
    }
  });
});

describe('modes and questions', () => {
  test('prompts of a C3xx do not name the interface, those of a C6xx do', async () => {
    const walk = async (model: string, firmware: string, pon: string, onu: string) => {
      const { typist, run } = await atZte({ model, firmware, onus: 2 });
      const prompts: string[] = [];
      for (const command of [
        'configure terminal',
        `interface ${pon}`,
        `interface ${onu}`,
        'exit',
        `pon-onu-mng ${onu}`,
        'end',
      ]) {
        await run(command);
        prompts.push(typist.screen.slice(typist.screen.lastIndexOf('\n') + 1));
      }
      return prompts;
    };
    expect(await walk('C320', 'V1.2', 'gpon-olt_1/1/1', 'gpon-onu_1/1/1:1')).toEqual([
      ...[
        'ZXAN(config)#',
        'ZXAN(config-if)#',
        'ZXAN(config-if)#',
        'ZXAN(config)#',
        'ZXAN(gpon-onu-mng)#',
        'ZXAN#',
      ],
    ]);
    expect((await walk('C300', 'V2.1', 'gpon-olt_1/2/1', 'gpon-onu_1/2/1:1'))[4]).toBe(
      'ZXAN(gpon-onu-mng 1/2/1:1)#',
    );
    expect(await walk('C600', 'V1.2', 'gpon_olt-1/1/1', 'gpon_onu-1/1/1:1')).toEqual([
      ...[
        'ZXAN(config)#',
        'ZXAN(config-if-gpon_olt-1/1/1)#',
        'ZXAN(config-if-gpon_onu-1/1/1:1)#',
        'ZXAN(config)#',
      ],
      ...['ZXAN(config-gpon-onu-mng)#', 'ZXAN#'],
    ]);
  });

  test('a restart is asked for with yes and no where the release asks', async () => {
    const { typist, run, olt } = await atZte({ model: 'C600', onus: 2 });
    await run('configure terminal');
    await run('pon-onu-mng gpon_onu-1/1/1:1');
    const answer = async (text: string) => {
      typist.type('reboot\r');
      await typist.until(/Confirm to reboot\? \[yes\/no\]:$/);
      typist.type(`${text}\r`);
      await typist.until(/#$/);
      return olt.state.onu({ shelf: 1, slot: 1, port: 1, onuId: 1 })?.downCause;
    };
    expect(await answer('no')).not.toBe('reset');
    expect(await answer('yes')).toBe('reset');
    const old = await atZte({ model: 'C320', firmware: 'V1.2', onus: 2 });
    await old.run('configure terminal');
    await old.run('pon-onu-mng gpon-onu_1/1/1:1');
    expect(await old.run('reboot')).toBe('');
  });

  test('leaving with changes that are not saved', async () => {
    const { typist, run, olt } = await atZte({ model: 'C320', onus: 2 });
    olt.state.touch();
    typist.type('exit\r');
    await typist.until(/without saving\? \[yes\/no\]:$/);
    typist.type('no\r');
    await typist.until(/#$/);
    expect(await run('write')).toBe('...[OK]');
    typist.type('exit\r');
    await typist.hungUp();
  });
});

describe('logging in over Telnet', () => {
  let simulator: Simulator;
  afterEach(() => simulator.close());

  test('a C3xx greets before, a C6xx behind the login, and speaks there of failures that were none', async () => {
    simulator = await startSimulator({ vendor: 'zte', model: 'C600', password: 'right' });
    const once = async () => {
      const typist = overTelnet(simulator, { negotiates: true });
      await typist.until(/Username:$/);
      typist.type('admin\r');
      await typist.until(/Password:$/);
      typist.type('right\r');
      const text = await typist.until(/ZXAN#$/);
      typist.type('exit\r');
      await typist.hungUp();
      return text;
    };
    expect(await once()).toContain('Welcome to TITAN series OLT of ZTE Corporation\r\n');
    const again = (await once()).split('\r\n');
    const at = again.findIndex((line) => line.startsWith('The last successful login'));
    expect(again[at]).toHaveLength(80);
    expect(again.slice(at, at + 2).join('')).toMatch(/Afterwards, 0 authentication failure occurred\.$/);
  });

  test.each([
    ['C320', '%Error 20209: No username or bad password'],
    ['C600', '% Username or password error'],
  ])('%s refuses a wrong password three times and hangs up', async (model, text) => {
    simulator = await startSimulator({ vendor: 'zte', model, password: 'right' });
    const typist = overTelnet(simulator, { negotiates: true });
    for (let tries = 0; tries < 3; tries += 1) {
      await typist.until(/Username:$/);
      typist.type('admin\r');
      await typist.until(/Password:$/);
      typist.type('wrong\r');
      await typist.until(new RegExp(`\r\n${text}\r\n`));
    }
    await typist.hungUp();
  });
});
