import { once } from 'node:events';
import { expect, test } from 'vitest';
import { profileNumber } from '../../src/vendors/zte/profile-number.ts';
import { documentOf, fieldOlt, startFieldOlt } from './run-field-olt.ts';

interface Announced {
  readonly ssh: { readonly port: number };
  readonly telnet: { readonly port: number };
  readonly snmp: { readonly port: number };
  readonly password: string;
  readonly hostKeyFingerprint: string;
  readonly model: string;
  readonly firmware: string;
}

/** A simulated ZXA10 as another process, and the command against it. */
async function simulated(...args: readonly string[]) {
  const child = startFieldOlt(['simulate', 'zte', ...args, '--onus', '12', '--unauthorized', '1', '--json']);
  const exited = once(child, 'exit') as Promise<[code: number | null]>;
  const [line] = (await once(child.stdout?.setEncoding('utf8') as never, 'data')) as [string];
  const told = JSON.parse(line) as Announced;
  const env = { FIELD_OLT_PASSWORD: told.password, FIELD_OLT_COMMUNITY: 'public' };
  const ways = {
    ssh: [`ssh://admin@127.0.0.1:${told.ssh.port}`, '--fingerprint', told.hostKeyFingerprint],
    // A C6xx over Telnet says whose it is only behind the login.
    telnet: [`telnet://admin@127.0.0.1:${told.telnet.port}`, '--vendor', 'zte'],
    snmp: [`snmp://127.0.0.1:${told.snmp.port}`],
  };
  return {
    told,
    async run(way: keyof typeof ways, command: string, ...more: readonly string[]): Promise<unknown> {
      const [url = '', ...reach] = ways[way];
      // All runs of a process would share one gentle budget.
      const words = [command, url, '--budget', '100000000', ...more, ...reach, '--json'];
      const run = await fieldOlt(words, { env });
      expect(run, run.stderr).toMatchObject({ code: 0 });
      return documentOf(run);
    },
    async stop() {
      child.kill('SIGTERM');
      return (await exited)[0];
    },
  };
}

test.each([
  { model: 'C320', args: ['--model', 'C320', '--firmware', 'V1.2'], firmware: 'V1.2.5', profile: 'c3xx' },
  { model: 'C600', args: ['--model', 'c600'], firmware: 'V1.2.2', profile: 'c6xx' },
])('$model $firmware from the shell', async ({ model, args, firmware, profile }) => {
  const olt = await simulated(...args);
  expect(olt.told).toMatchObject({ vendor: 'zte', model, firmware });
  const [identity, terminal, onus, waiting, signal, overSsh] = await Promise.all([
    olt.run('snmp', 'identify'),
    olt.run('ssh', 'identify'),
    olt.run('snmp', 'onus'),
    olt.run('telnet', 'discover') as Promise<{ serialNumber: string; at: unknown }[]>,
    olt.run('snmp', 'signal', '1/1/1:1'),
    olt.run('ssh', 'onu', '1/1/1:1') as Promise<Record<string, unknown>>,
  ]);
  expect(identity).toMatchObject({ vendor: 'zte', profile, model, softwareVersion: firmware });
  // What no screen tells is not known; what it is, is.
  const shown =
    profile === 'c3xx' ? { model, softwareVersion: firmware } : { model: null, softwareVersion: null };
  expect(terminal).toMatchObject({ vendor: 'zte', profile, ...shown, boards: expect.any(Array) });
  expect(onus).toHaveLength(12);
  expect(signal).toMatchObject({ rxAtOnuDbm: expect.any(Number), rxAtOltDbm: expect.any(Number) });
  expect(JSON.stringify(overSsh)).toContain('"onuId":1');
  const serial = waiting[0]?.serialNumber ?? '';
  const asked = [
    ...[serial, '--port', '1/1/5', '--vlan', '100', '--gem-port', '1', '--yes'],
    ...['--line-profile', `${profileNumber('1G')}`, '--service-profile', `${profileNumber('ZTE-F601')}`],
  ];
  expect(await olt.run('telnet', 'authorize', ...asked)).toMatchObject({
    ...{ outcome: 'created', address: { shelf: 1, slot: 1, port: 5, onuId: 1 }, saved: true },
  });
  expect(await olt.run('ssh', 'deprovision', serial, '--yes')).toMatchObject({
    outcome: 'removed',
    saved: true,
  });
  expect(await olt.stop()).toBe(0);
});

test('a model and a release that are not simulated', async () => {
  for (const wrong of [
    ['--model', 'C900'],
    ['--model', 'C320', '--firmware', 'V9'],
  ])
    expect(await fieldOlt(['simulate', 'zte', ...wrong])).toMatchObject({ code: 2, stdout: '' });
});
