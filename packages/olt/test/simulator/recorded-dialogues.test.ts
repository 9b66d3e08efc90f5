import { beforeEach, describe, expect, test } from 'vitest';
import { furnish } from './furnish.ts';
import { noRecordings, ntc, recording, reply, trimmed, untilLast } from './recorded.ts';
import { atCommandLine, atConsole } from './typist.ts';

beforeEach((context) => context.skip(noRecordings !== null, noRecordings ?? ''));

describe('dialogues and refusals are the recorded ones, word for word', () => {
  test('the greeting, with the last login and the failed ones, and the notice behind the first prompt', async () => {
    const lines = await recording('huawei/other/ma5800_r022_session_errors.raw');
    const other = await recording('huawei/other/ma5800_login_banner_and_prep.raw');
    const greeting = lines.slice(4, lines.indexOf('OLT_GPON_HUAWEI>enable'));
    const value = (label: string) => greeting.find((line) => line.includes(label))?.split(' : ')[1] ?? '';
    const date = (text: string) => new Date(text.trim().replace(' ', 'T'));
    const failed = greeting.flatMap((line) => {
      const [, from, at, times] = /^ {2}SSH +(\S+) +(\S+ \S+) +(\d+)$/.exec(line) ?? [];
      return from && at ? [{ access: 'SSH' as const, from, at: date(at), times: Number(times) }] : [];
    });
    expect(failed).toHaveLength(2);
    const { typist } = await atConsole({ onus: 0, utcOffsetMinutes: -180 }, ({ state }) => {
      state.accounts.failedLogins = () => failed;
      state.accounts.lastLogin = () => ({
        access: 'SSH',
        from: value('IP-Address'),
        at: date(value('Login  Time')),
        leftAt: date(value('Logout Time')),
      });
    });
    const shown = trimmed((await typist.until(/OLT01>\r\n[\s\S]*OLT01>$/)).split('\r\n'));
    expect(shown.slice(2, 2 + greeting.length)).toEqual(greeting);
    const notice = other.slice(other.indexOf('OLT01>'), other.indexOf('OLT01>enable'));
    expect(shown.slice(2 + greeting.length, -1)).toEqual(notice);
  });

  test('display location of a MAC, with its question', async () => {
    const name = 'display_location_aaaa-aaaa-aaaa_ont';
    const lines = untilLast(await recording(`${ntc}/${name}/huawei_smartax_${name}.raw`));
    const { typist } = await atCommandLine('config', {}, (olt) =>
      furnish.onus(olt, [{ at: '0/1/0', id: 0, hex: '4857544300000001', macs: [[1, 'aaaa-aaaa-aaaa', 1]] }]),
    );
    typist.type('display location aaaa-aaaa-aaaa ont\r');
    const question = await typist.until(/\[n\]:$/);
    typist.type('y\r');
    const rest = await typist.until(/\r\n\r\n\S+#$/);
    const all = trimmed(
      `${question}${rest}`
        .replace(/\r\n\r\n[^\r\n]*$/, '')
        .split('\r\n')
        .slice(1),
    );
    expect(all).toEqual(lines.slice(4));
  });

  test('ont add', async () => {
    const lines = await recording(`${ntc}/ont_add/huawei_smartax_ont_add.raw`);
    const shown = await reply(
      'ont add 6 sn-auth 4857544312345678 omci ont-lineprofile-id 31 ont-srvprofile-id 31',
      'interface',
      (olt) => {
        furnish.onus(
          olt,
          [0, 1].map((id) => ({ at: '0/1/6', id, hex: `485754430000000${id}` })),
        );
      },
    );
    expect(shown).toEqual(lines);
  });

  test('an ONU with flows is not deleted; its flows are, after a question: EA5800', async () => {
    const lines = await recording('huawei/other/ea5800_delete_flow.raw');
    const { typist } = await atCommandLine('interface', {}, (olt) => {
      furnish.onus(olt, [{ at: '0/1/0', id: 0, hex: '4857544300000001' }]);
      furnish.flow(olt, { index: 1, at: '0/1/0', onuId: 0, vlan: 31, gemPort: 11 });
    });
    expect(await typist.run('ont delete 0 0')).toEqual(lines.slice(1, 3));
    await typist.run('quit');
    typist.type('undo service-port vlan 31 gpon 0/1/0 ont 0 gemport 11\r');
    const question = await typist.until(/\[n\]:$/);
    typist.type('y\r');
    const rest = await typist.until(/\r\n\r\n\S+#$/);
    const all = trimmed(
      `${question}${rest}`
        .replace(/\r\n\r\n[^\r\n]*$/, '')
        .split('\r\n')
        .slice(1),
    );
    expect(all).toEqual(lines.slice(5, 18));
    await typist.run('interface gpon 0/1');
    expect(await typist.run('ont delete 0 0')).toEqual(lines.slice(20, 21));
  });

  test('a serial that exists, and a GEM port that does not: MA5683T', async () => {
    const exists = untilLast(await recording('huawei/other/ma5683t_ont_add_sn_exists.raw'));
    const mismatch = untilLast(await recording('huawei/other/ma5683t_gem_mismatch.raw'));
    const { typist } = await atCommandLine('interface', {}, (olt) =>
      furnish.onus(olt, [{ at: '0/1/4', id: 28, hex: '5A544547BA18C47D', line: 250 }]),
    );
    const add =
      'ont add 1 sn-auth "5A544547BA18C47D" omci ont-lineprofile-id 60 ont-srvprofile-id 1 desc "CUSTOMER_A"';
    expect(await typist.run(add)).toEqual(exists.slice(-1));
    await typist.run('quit');
    expect(await typist.run('service-port vlan 250 gpon 0/1/4 ont 28 gemport 1')).toEqual(mismatch.slice(-1));
  });

  test('syntax errors point at the word, MA5800 and MA5683T', async () => {
    const session = await recording('huawei/other/ma5800_r022_session_errors.raw');
    const parameter = await recording('huawei/other/ma5683t_ont_version_and_param_error.raw');
    const { typist } = await atCommandLine('privilege', {}, (olt) => {
      olt.state.hostname = 'OLT_GPON_HUAWEI';
    });
    const after = (line: string, all: string[], count: number) => {
      const at = all.indexOf(line);
      return all.slice(at + 1, at + 1 + count);
    };
    expect(await typist.run('show')).toEqual(after('OLT_GPON_HUAWEI#show', session, 2));
    await typist.run('config');
    expect(await typist.run('exit')).toEqual(after('OLT_GPON_HUAWEI(config)#exit', session, 2));
    typist.type('sho?');
    const help = await typist.until(/\r\n\r\n\S+#$/);
    expect(help.split('\r\n').slice(1, 3)).toEqual(after('OLT_GPON_HUAWEI(config)#sho?', session, 2));
    await typist.run('sysname MA5683T');
    expect(await typist.run('display ont version 0 0 3.0')).toEqual(
      after('MA5683T(config)#display ont version 0 0 3.0', parameter, 2),
    );
  });
});
