import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { atCommandLine, atConsole, overSsh, overTelnet, type Typist } from './typist.ts';

let simulator: Simulator | undefined;
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

/** A console at the first prompt, nothing switched off. */
const fresh = async (options: SimulatorOptions = {}) => {
  const console = await atConsole({ onus: 40, unauthorized: 1, ...options });
  await console.typist.until(/change the password\.\r\n\r\n\S+>$/);
  return console;
};

const walk = async (typist: Typist, ...commands: string[]) => {
  for (const command of commands) await typist.run(command);
};

describe('modes', () => {
  test('each has its prompt, and leads back', async () => {
    const { typist } = await fresh();
    const seen: string[] = [];
    const path = [
      'enable',
      'config',
      'interface gpon 0/1',
      'quit',
      'ont-lineprofile gpon profile-id 31',
      'commit',
      'quit',
    ];
    for (const command of [...path, 'diagnose', 'quit', 'return', 'disable']) {
      await typist.run(command, /\r\n\r\n\S+[>#%]$/);
      seen.push(/\S+$/.exec(typist.screen)?.[0] ?? '');
    }
    expect(seen).toEqual([
      'OLT01#',
      'OLT01(config)#',
      'OLT01(config-if-gpon-0/1)#',
      'OLT01(config)#',
      'OLT01(config-gpon-lineprofile-31)#',
      'OLT01(config-gpon-lineprofile-31)#',
      'OLT01(config)#',
      'OLT01(diagnose)%%',
      'OLT01(config)#',
      'OLT01#',
      'OLT01>',
    ]);
  });

  test('a command of another mode is unknown', async () => {
    const { typist } = await fresh();
    const unknown = "  % Unknown command, the error locates at '^'";
    expect((await typist.run('config')).at(-1)).toBe(unknown);
    await typist.run('enable');
    expect((await typist.run('interface gpon 0/1')).at(-1)).toBe(unknown);
    await walk(typist, 'config', 'undo smart');
    expect((await typist.run('port 0 ont-auto-find enable')).at(-1)).toBe(unknown);
    expect(await typist.run('interface gpon 0/17')).toEqual(['  Failure: This board does not exist']);
    await typist.run('interface gpon 0/1');
    expect((await typist.run('service-port vlan 31 gpon 0/1/0 ont 0 gemport 31')).at(-1)).toBe(unknown);
  });
});

test('a common user may look, and not configure', async () => {
  simulator = await startSimulator({
    onus: 1,
    users: [{ name: 'looker', password: 'look', maxLogins: 1, level: 'common' }],
  });
  const typist = await overSsh({ ...simulator, username: 'looker', password: 'look' });
  await typist.until(/change the password[\s\S]*>$/);
  await walk(typist, 'undo smart', 'enable');
  expect(await typist.run('config')).toEqual(['  Failure: insufficient privilege']);
  expect(await typist.run('display sysname')).toEqual(['  OLT01']);
});

describe('what is typed', () => {
  test('a line that reaches the eightieth column goes on in the next row, also where it is repeated', async () => {
    const { typist } = await fresh();
    await walk(typist, 'enable', 'config', 'interface gpon 0/1');
    const command = `ont add 0 sn-auth 4857544399999999 omci ont-lineprofile-id 31 ont-srvprofile-id 31 desc "${'x'.repeat(40)}"`;
    typist.type(`${command}\r`);
    const echo = await typist.until(/\}:$/);
    expect(echo).toBe(
      `${command.slice(0, 80 - 'OLT01(config-if-gpon-0/1)#'.length)}\r\n${command.slice(54)}\r\n{ <cr>|ont-type<K> }:`,
    );
    typist.type('\r');
    const rest = await typist.until(/\r\n\r\n\S+#$/);
    expect(rest).toContain(
      `\r\n\r\n  Command:\r\n          ${command.slice(0, 70)}\r\n          ${command.slice(70)}\r\n  Number of ONTs that can be added: 1, success: 1`,
    );
  });

  test('CR and LF are one Enter each: CR LF answers the completion prompt, and the question behind it with its "n"', async () => {
    const { typist, olt } = await fresh();
    await walk(typist, 'enable', 'config');
    const flows = olt.state.flows({ shelf: 0, slot: 1, port: 0, onuId: 0 }).length;
    expect(flows).toBeGreaterThan(0);
    typist.type('undo service-port port 0/1/0 ont 0\r\n');
    await typist.until(/\(y\/n\)\[n\]:$/);
    typist.type('\n');
    await typist.until(/\r\n\r\n\S+#$/);
    expect(olt.state.flows({ shelf: 0, slot: 1, port: 0, onuId: 0 })).toHaveLength(flows);
    await typist.run('undo smart');
    typist.type('display sysname\r\n');
    await typist.until(/OLT01\r\n\r\nOLT01\(config\)#\r\n\r\nOLT01\(config\)#$/);
  });

  test('the backspace takes a character away, Ctrl+C the whole line', async () => {
    const { typist } = await fresh();
    typist.type('enablx\be\r');
    expect(await typist.until(/OLT01#$/)).toBe('enablx\x1b[1D \x1b[1De\r\n\r\nOLT01#');
    typist.type('config\x03');
    expect(await typist.until(/\r\n\r\nOLT01#$/)).toBe('config\r\n\r\nOLT01#');
  });

  test('keywords can be shortened as long as they are clear', async () => {
    const { typist } = await fresh();
    await walk(typist, 'en', 'undo smart', 'con');
    expect(await typist.run('disp sysn')).toEqual(['  OLT01']);
    const [caret, text] = await typist.run('display s');
    expect(text).toBe("  % Ambiguous command, the error locates at '^'");
    expect(caret).toBe(`${' '.repeat('OLT01(config)#display '.length)}^`);
  });

  test.each([
    ['display ont info all', 'Parameter error', 'display ont info '],
    ['display board 9', 'Parameter error', 'display board '],
    [
      'display ont info by-sn 4857544312345678 all',
      'Too many parameters',
      'display ont info by-sn 4857544312345678 ',
    ],
    ['display ont info 0 1', 'Incomplete command', 'display ont info 0 1'],
    ['display nothing', 'Unknown command', 'display '],
  ])('%s: %s, at the word', async (command, text, before) => {
    const { typist } = await atCommandLine('config');
    expect(await typist.run(command)).toEqual([
      `${' '.repeat(`OLT01(config)#${before}`.length)}^`,
      `  % ${text}, the error locates at '^'`,
    ]);
  });

  test('a question mark shows what may follow and keeps the line', async () => {
    const { typist } = await fresh();
    typist.type('display ont ?');
    const help = await typist.until(/display ont $/);
    for (const keyword of ['info', 'version', 'wan-info']) expect(help).toContain(`\r\n  ${keyword}\r\n`);
    typist.type('info by-sn 4857544312345678\r');
    await typist.until(/\}:$/);
    typist.type('\r');
    expect(await typist.until(/>$/)).toContain('Failure: The required ONT does not exist');
  });
});

describe('smart mode', () => {
  test('every command that could take more stops at its completion prompt; the command is then repeated', async () => {
    const { typist } = await fresh();
    await typist.run('enable');
    typist.type('display  version | no-more\r');
    expect(await typist.until(/\}:$/)).toMatch(/\r\n\{ <cr>\|\|<K> \}:$/);
    typist.type('\r');
    expect(await typist.until(/#$/)).toMatch(
      /^\r\n\r\n {2}Command:\r\n {10}display {2}version \| no-more\r\n\r\n {2}VERSION : /,
    );
    typist.type('save\r');
    await typist.until(/\{ <cr>\|configuration<K>\|data<K> \}:$/);
    typist.type('\x03');
    await typist.until(/#$/);
    typist.type('scroll\r');
    await typist.until(/\{ <cr>\|number<U><10,512> \}:$/);
    typist.type('\r');
    await typist.until(/#$/);
    await typist.run('config');
    typist.type('display current-configuration\r');
    await typist.until(
      /\{ <cr>\|include-default<K>\|interface<K>\|ont<K>\|port<K>\|section<K>\|service-port<K>\|\|<K> \}:$/,
    );
  });

  test('what lacks an argument shows what it lacks, and no <cr>; the answer completes it', async () => {
    const { typist } = await fresh();
    typist.type('display ont info\r');
    const prompt = await typist.until(/\}:$/);
    expect(prompt).not.toContain('<cr>');
    expect(prompt).toContain('{ frameid<U><0,0> }:');
    typist.type('0 1 0 0\r');
    await typist.until(/\{ <cr>\|\|<K> \}:$/);
    typist.type('\r');
    expect(await typist.until(/F\/S\/P/)).toContain('display ont info 0 1 0 0');
    await typist.until(/More.*----$/);
    typist.type('q');
    await typist.until(/>$/);
    typist.type('display ont info\r');
    await typist.until(/\}:$/);
    typist.type('\r');
    expect(await typist.until(/>$/)).toContain('% Incomplete command');
  });

  test('undo smart ends it', async () => {
    const { typist } = await fresh();
    await typist.run('undo smart');
    expect(await typist.run('display sysname')).toEqual(['  OLT01']);
  });
});

describe('pages', () => {
  const mark = "---- More ( Press 'Q' to break ) ----";
  const wipe = `\x1b[37D${' '.repeat(37)}\x1b[37D`;

  test('a long reply stops after 23 rows, goes on with a wipe, and breaks with q', async () => {
    const { typist } = await fresh();
    await walk(typist, 'undo smart');
    typist.type('display ont info 0 1 0 all\r');
    const first = await typist.until(/Press 'Q' to break \) ----$/);
    expect(first.split('\r\n')).toHaveLength(25);
    expect(first.endsWith(`\r\n${mark}`)).toBe(true);
    typist.type(' ');
    const second = await typist.until(/Press 'Q' to break \) ----$/);
    expect(second.startsWith(`${wipe}  0/ 1/0 `)).toBe(true);
    typist.type('\r');
    expect((await typist.until(/to break \) ----$/)).split('\r\n')).toHaveLength(2);
    typist.type('q');
    expect(await typist.until(/>$/)).toBe(`${wipe}\r\nOLT01>`);
  });

  test('scroll takes paging away, scroll with a number changes its length, and the pipe no-more helps once', async () => {
    const { typist } = await fresh();
    await walk(typist, 'undo smart', 'enable', 'scroll 40');
    typist.type('display ont info 0 1 0 all\r');
    expect((await typist.until(/to break \) ----$/)).split('\r\n')).toHaveLength(42);
    typist.type('q');
    await typist.until(/#$/);
    expect((await typist.run('display ont info 0 1 0 all | no-more')).at(-1)).toMatch(/^ {2}-+$/);
    expect(await typist.run('display ont info 0 1 0 all | include total of')).toHaveLength(1);
    expect((await typist.run('scroll 600')).at(-1)).toContain('% Parameter error');
    await typist.run('scroll');
    expect((await typist.run('display ont info 0 1 0 all')).length).toBeGreaterThan(70);
  });
});

describe('what nobody asked for', () => {
  test('an alarm comes into the middle of a reply, into an idle line, and not at all once switched off', async () => {
    const { typist, olt } = await fresh();
    await walk(typist, 'undo smart', 'enable', 'scroll');
    olt.alarm(null, 'inside');
    const reply = await typist.run('display ont info 0 1 0 all');
    const at = reply.findIndex((line) => line.startsWith('  ! RUNNING '));
    expect(at).toBeGreaterThan(2);
    expect(reply.slice(at).some((line) => /^ {4}--- END$/.test(line))).toBe(true);
    expect(reply.slice(at).some((line) => line.startsWith('  0/ 1/0   31 '))).toBe(true);

    typist.type('disp');
    await typist.until(/disp$/);
    olt.alarm();
    expect(await typist.until(/--- END\r\n\r\nOLT01#disp$/)).toContain('PARAMETERS :FrameID: 0, SlotID: 1');
    typist.type('lay sysname\r');
    await typist.until(/#$/);

    await typist.run('infoswitch cli OFF');
    olt.alarmBurst(5);
    expect(await typist.run('display sysname')).toEqual(['  OLT01']);
  });

  test('a terminal nobody types at is given up, unless told not to', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { typist } = await fresh();
      await walk(typist, 'undo idle-timeout');
      vi.advanceTimersByTime(3_600_000);
      expect((await typist.run('idle-timeout 0')).at(-1)).toContain('% Parameter error');
      await walk(typist, 'idle-timeout 2');
      vi.advanceTimersByTime(119_000);
      typist.type('x');
      await typist.until(/x$/);
      vi.advanceTimersByTime(119_000);
      expect(typist.screen).not.toContain('time out');
      vi.advanceTimersByTime(2_000);
      const farewell = await typist.hungUp();
      expect(farewell).toContain(
        '  Please check whether system data has been changed, and save data in time\r\n',
      );
      expect(farewell).toContain('  Configuration console time out, please retry to log on\r\n');
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('questions', () => {
  test('undo interactive takes them away, but not the one before log-out', async () => {
    const { typist, olt } = await fresh();
    await walk(typist, 'enable', 'undo interactive', 'undo smart', 'config');
    const reply = await typist.run('undo service-port port 0/1/0 ont 0');
    expect(reply.join('\n')).not.toContain('(y/n)');
    expect(olt.state.flows({ shelf: 0, slot: 1, port: 0, onuId: 0 })).toEqual([]);
    await walk(typist, 'return');
    typist.type('quit\r');
    await typist.until(/\[n\]:$/);
    typist.type('y\r');
    expect(await typist.hungUp()).toContain('Configuration console exit');
  });

  test('machine mode has no echo, no pages and no question', async () => {
    const { typist } = await fresh();
    await walk(typist, 'enable', 'config', 'mmi-mode original-output');
    typist.type('display ont info 0 1 0 all\r');
    const reply = await typist.until(/#$/);
    expect(reply.startsWith(`\r\n  ${'-'.repeat(77)}\r\n`)).toBe(true);
    expect(reply).not.toContain('More');
    typist.type('return\rquit\r');
    expect(await typist.hungUp()).toContain('Configuration console exit');
  });
});

describe('saving', () => {
  test('goes on behind the prompt, refuses writes meanwhile, and says when it is done', async () => {
    const { typist, olt } = await fresh({ saveMs: 300 });
    await walk(typist, 'enable', 'undo smart', 'config', 'interface gpon 0/1');
    await typist.run('ont modify 0 0 desc "new name"');
    expect(olt.state.unsaved).toBe(true);
    expect(await typist.run('save')).toEqual([
      '  It will take several minutes to save configuration file, please wait...',
    ]);
    const busy = ['  Failure: System is busy, please retry after a while'];
    expect(await typist.run('ont modify 0 0 desc "newer name"')).toEqual(busy);
    expect(await typist.run('save')).toEqual(busy);
    const progress = await typist.until(/saved successfully[\s\S]*#$/);
    expect(progress).toMatch(/\[.+\]:The percentage of saved data on 8 slot's control board is: 27%/);
    expect(progress).toContain("The data of 8 slot's control board is saved completely");
    expect(olt.state.unsaved).toBe(false);
    expect(await typist.run('ont modify 0 0 desc "newer name"')).toEqual([]);
  });
});

test('a line can be answered, ignored or cut in place of the device', async () => {
  simulator = await startSimulator({
    onus: 0,
    password: 'x',
    onLine: (line) => {
      if (line === 'display version') return { reply: '  Failure: made up\r\n\r\nOLT01>' };
      if (line === 'display mem') return 'silence';
      return line === 'display cpu' ? 'cut' : 'pass';
    },
  });
  const typist = overTelnet(simulator);
  await typist.until(/name:$/);
  typist.type('admin\r');
  await typist.until(/password:$/);
  typist.type('x\r');
  await typist.until(/change the password[\s\S]*>$/);
  expect(await typist.run('display version')).toEqual(['  Failure: made up']);
  typist.type('display mem\r');
  typist.type('display cpu\r');
  expect(await typist.hungUp()).toBe('display mem\r\ndisplay cpu\r\n');
});
