import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { CliSession } from '../../src/contract/cli.ts';
import type { Transport } from '../../src/contract/transport.ts';
import { openCliSession } from '../../src/session/open-cli-session.ts';
import { saveConfiguration } from '../../src/session/save-configuration.ts';
import { type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { createSshTransport } from '../../src/transports/ssh.ts';
import { createTelnetTransport } from '../../src/transports/telnet.ts';
import { platform } from '../../src/vendors/huawei/platform.ts';
import { simulatorProgram } from '../rigs/simulator-program.ts';
import { missingSshd, startSshd } from '../rigs/sshd.ts';
import { missingTelnetd, startTelnetd } from '../rigs/telnetd.ts';

const password = 'Right.123';
const options: SimulatorOptions = { onus: 40, unauthorized: 2, seed: 7, username: 'admin', password };
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function open(transport: Transport, how: typeof platform = platform): Promise<CliSession> {
  return openCliSession(transport, how, { user: 'admin', password });
}

/** Everything a day needs of a session: pages, completion marks, modes, refusals, a write, a save and the log-off. */
async function work(transport: Transport): Promise<void> {
  // Without preparation the device pages, asks for completions and prints alarms.
  const cli = await open(transport, { ...platform, prepare: [] });
  expect(cli.host).toBe('OLT01');
  expect(cli.banner).toContain('Huawei Integrated Access Software');
  const list = await cli.run('display ont info 0 1 0 all');
  const rows = list.text.split('\n').filter((line) => /^\s+0\/ 1\/0\s+\d+\s+[0-9A-F]{16}/.test(line));
  expect(list.text).not.toMatch(/More|Command:|\x1b|<cr>/);
  const total = /the total of ONTs are: (\d+)/.exec(list.text)?.[1];
  expect(rows).toHaveLength(Number(total));
  const at = { mode: 'interface', argument: 'gpon 0/1' };
  const found = await cli.run('display ont autofind all', { at });
  expect(cli.mode).toEqual(at);
  expect(found.text.match(/Ont SN/g)).toHaveLength(2);
  await expect(cli.run('show version')).rejects.toMatchObject({ code: 'olt.unknown_command' });
  await expect(cli.run('ont delete 0 127', { at })).rejects.toMatchObject({ code: 'olt.onu_not_found' });
  const sn = /Ont SN\s+:\s+([0-9A-F]{16})/.exec(found.text)?.[1] ?? '';
  const place = /F\/S\/P\s+:\s+0\/(\d+)\/(\d+)/.exec(found.text) ?? [];
  const there = { mode: 'interface', argument: `gpon 0/${place[1]}` };
  const profiles = 'ont-lineprofile-id 250 ont-srvprofile-id 1';
  const added = await cli.run(
    `ont add ${place[2]} sn-auth "${sn}" omci ${profiles} desc "a long description so that the echo wraps"`,
    { at: there },
  );
  expect(added.text).toContain('success: 1');
  if (platform.save) await saveConfiguration(cli, platform.save);
  await cli.close();
  expect(cli.usable).toBe(false);
}

describe('the simulated OLT on its own sockets', () => {
  test('over SSH', async () => {
    const simulator = await startSimulator(options);
    cleanups.push(simulator.close);
    const hostKeys = { fingerprints: [simulator.hostKeyFingerprint] };
    await work(createSshTransport({ ...simulator.ssh, username: 'admin', password, hostKeys }));
  });

  test('over Telnet, as often as there is a session to give', async () => {
    const simulator = await startSimulator({ ...options, maxLogins: 1, unauthorized: 2 });
    cleanups.push(simulator.close);
    await work(createTelnetTransport(simulator.telnet));
    const first = await open(createTelnetTransport(simulator.telnet));
    await expect(open(createTelnetTransport(simulator.telnet))).rejects.toMatchObject({
      code: 'olt.session_limit',
    });
    await first.close();
    const second = await open(createTelnetTransport(simulator.telnet));
    await second.close();
  });

  test('a command that is called off in the middle of its pages gives the session back at once', async () => {
    const simulator = await startSimulator({ ...options, maxLogins: 1, lingerMs: 600_000 });
    cleanups.push(simulator.close);
    const stop = new AbortController();
    const cli = await openCliSession(
      createTelnetTransport(simulator.telnet),
      { ...platform, prepare: [] },
      {
        user: 'admin',
        password,
        onTranscript: ({ text }) => text.includes('More') && stop.abort(),
      },
    );
    const running = cli.run('display ont info 0 1 0 all', { signal: stop.signal });
    await expect(running).rejects.toMatchObject({ code: 'olt.aborted' });
    await (await open(createTelnetTransport(simulator.telnet))).close();
  });

  test('a wrong password is told and not tried again', async () => {
    const lines: string[] = [];
    const onLine = (line: string) => {
      lines.push(line);
      return 'pass' as const;
    };
    const simulator = await startSimulator({ ...options, onLine });
    cleanups.push(simulator.close);
    const opening = openCliSession(createTelnetTransport(simulator.telnet), platform, {
      user: 'admin',
      password: 'wrong',
    });
    await expect(opening).rejects.toMatchObject({ code: 'olt.auth_refused' });
    expect(lines).toEqual(['admin', 'wrong']);
  });
});

const noTsx = (() => {
  try {
    createRequire(import.meta.url).resolve('tsx');
    return null;
  } catch {
    return 'tsx is not installed';
  }
})();

describe('the simulated OLT as the login program of a server nobody here wrote', () => {
  test('OpenSSH', async (context) => {
    const missing = missingSshd() ?? noTsx;
    context.skip(missing !== null, missing ?? '');
    const { password: _, ...withoutLogin } = options;
    const program = await simulatorProgram(withoutLogin);
    cleanups.push(program.remove);
    const sshd = await startSshd({ forceCommand: program.path });
    cleanups.push(sshd.stop);
    await work(
      createSshTransport({
        host: sshd.host,
        port: sshd.port,
        username: sshd.username,
        privateKey: { key: sshd.privateKey },
        hostKeys: { file: join(sshd.folder, 'known_hosts'), trustOnFirstUse: true },
      }),
    );
  });

  test('telnetd', async (context) => {
    const missing = missingTelnetd() ?? noTsx;
    context.skip(missing !== null, missing ?? '');
    const program = await simulatorProgram(options);
    cleanups.push(program.remove);
    const telnetd = await startTelnetd({ loginProgram: program.path });
    cleanups.push(telnetd.stop);
    await work(createTelnetTransport({ host: telnetd.host, port: telnetd.port }));
  });
});
