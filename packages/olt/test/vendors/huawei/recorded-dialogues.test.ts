import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openCliSession } from '../../../src/session/open-cli-session.ts';
import { runPlan } from '../../../src/session/run-plan.ts';
import { createReplayTransport, type ReplayStep } from '../../../src/testing/index.ts';
import { readKeyValues } from '../../../src/toolkit/key-value.ts';
import { findRefusal } from '../../../src/toolkit/terminal/find-refusal.ts';
import { parseOntConfiguration } from '../../../src/vendors/huawei/parsers/current-configuration.ts';
import { parseOpticalInfo } from '../../../src/vendors/huawei/parsers/optical-info.ts';
import { parseRegisterInfo } from '../../../src/vendors/huawei/parsers/register-info.ts';
import { parseWanInfo } from '../../../src/vendors/huawei/parsers/wan-info.ts';
import { added, deleted, deleteUnit, removeFlowsOf } from '../../../src/vendors/huawei/plans/commands.ts';
import { platform } from '../../../src/vendors/huawei/platform.ts';
import { missingRecording, recordingsFolder } from '../../rigs/recordings.ts';

const missing = missingRecording('huawei');
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

const read = (file: string) => readFileSync(join(recordingsFolder, 'huawei', file), 'utf8');
const ntc = (name: string) => read(`ntc-templates/tests/huawei_smartax/${name}/huawei_smartax_${name}.raw`);
const credentials = { user: 'operator', password: 'topsecret', timeouts: { settleMs: 20, logoutMs: 20 } };

const prepared = (prompt: string): ReplayStep[] =>
  ['undo smart', 'scroll', 'infoswitch cli OFF'].map((command) => ({
    expect: command,
    emit: `${command}\n\n${prompt}`,
  }));

describe.each([1, 7, 65_536])('in chunks of %d', (chunk) => {
  test('the login of an MA5800, with a warning behind its first prompt', async () => {
    const recorded = read('other/ma5800_login_banner_and_prep.raw');
    const cut = recorded.indexOf('OLT01>enable');
    const script: readonly ReplayStep[] = [
      // All up to the second prompt comes unasked.
      { emit: `\n${recorded.slice(0, cut)}OLT01>` },
      { expect: 'enable', emit: 'enable\n\nOLT01#' },
      ...prepared('OLT01#'),
      { expect: 'quit', emit: 'quit\n  Are you sure to log out? (y/n)[n]:' },
      { expect: 'y', emit: 'y\n\n  Configuration console exit, please retry to log on\n' },
    ];
    const transport = createReplayTransport(script, { chunk });
    const cli = await openCliSession(transport, platform, credentials);
    expect(cli.host).toBe('OLT01');
    expect(cli.banner).toContain('Huawei Integrated Access Software (MA5800).');
    await cli.close();
    expect(transport.finished).toBe(true);
  });

  test('the session of an R022, with commands it does not know', async () => {
    const recorded = read('other/ma5800_r022_session_errors.raw');
    const prompt = 'OLT_GPON_HUAWEI#';
    const banner = recorded.slice(recorded.indexOf('  Huawei Integrated'), recorded.indexOf('enable'));
    const refusal = recorded.slice(
      recorded.indexOf('show\n') + 'show\n'.length,
      recorded.indexOf(`${prompt}config`),
    );
    const script: readonly ReplayStep[] = [
      { emit: `\n${banner}` },
      { expect: 'enable', emit: `enable\n\n${prompt}` },
      ...prepared(prompt),
      { expect: 'display foo', emit: `display foo\n${refusal}${prompt}` },
      { expect: 'display version', emit: `display version\n  ok\n\n${prompt}` },
    ];
    const cli = await openCliSession(createReplayTransport(script, { chunk }), platform, credentials);
    await expect(cli.run('display foo')).rejects.toMatchObject({ code: 'olt.unknown_command' });
    expect(await cli.run('display version')).toMatchObject({ text: '  ok', outcome: 'ok' });
    await cli.close();
  });

  test('deleting on an EA5800: refused while there are flows, then flows by VLAN with their question, then the unit', async () => {
    const recorded = read('other/ea5800_delete_flow.raw');
    const address = { shelf: 0, slot: 1, port: 0, onuId: 0 };
    const [refused = '', released = '', gone = ''] = recorded
      .split(/^EA5800-X2\S*#.*\n/m)
      .slice(1)
      .map((part) => part.trimEnd());
    const inside = 'EA5800-X2(config-if-gpon-0/1)#';
    const config = 'EA5800-X2(config)#';
    const undo = 'undo service-port vlan 13 gpon 0/1/0 ont 0 gemport 11';
    const [question = '', rest = ''] = released.split('(y/n)[n]:y\n');
    const script: readonly ReplayStep[] = [
      { emit: '\nEA5800-X2>' },
      { expect: 'enable', emit: 'enable\n\nEA5800-X2#' },
      ...prepared('EA5800-X2#'),
      { expect: 'config', emit: `config\n\n${config}` },
      { expect: 'interface gpon 0/1', emit: `interface gpon 0/1\n\n${inside}` },
      { expect: 'ont delete 0 0', emit: `ont delete 0 0\n${refused}\n\n${inside}` },
      { expect: 'quit', emit: `quit\n\n${config}` },
      { expect: undo, emit: `${undo}\n{ <cr>|user-vlan<K> }:` },
      { expect: '', emit: `\n\n  Command:\n          ${undo}\n${question}(y/n)[n]:` },
      { expect: 'y', emit: `y\n${rest}\n\n${config}` },
      { expect: 'interface gpon 0/1', emit: `interface gpon 0/1\n\n${inside}` },
      { expect: 'ont delete 0 0', emit: `ont delete 0 0\n${gone}\n\n${inside}` },
    ];
    const cli = await openCliSession(createReplayTransport(script, { chunk }), platform, credentials);
    const remove = deleteUnit(address);
    await expect(cli.run(remove.send, { at: remove.at })).rejects.toMatchObject({
      code: 'olt.onu_has_services',
    });
    const steps = [
      { kind: 'cli' as const, id: 'flows', ...removeFlowsOf(address, 13, 11), undo: [] },
      { kind: 'cli' as const, id: 'unit', ...remove, success: deleted, undo: [] },
    ];
    const result = await runPlan(
      cli,
      { outcome: 'removed', address, steps },
      { verify: async () => ({ found: 'all' }) },
    );
    expect(result).toMatchObject({ outcome: 'removed', applied: ['flows', 'unit'], error: null });
    await cli.close();
  });
});

test('what a device says when a write went through', () => {
  const reply = ntc('ont_add');
  expect(added.test(reply)).toBe(true);
  expect(added.test(reply.replace('success: 1', 'success: 0'))).toBe(false);
  expect(findRefusal(ntc('port_vlan').split('\n'), platform)).toBeNull();
  expect(findRefusal(ntc('port_vlan').replace('failed: 0', 'failed: 1').split('\n'), platform)).toMatchObject(
    {
      outcome: 'olt.command_refused',
    },
  );
});

test.each([
  ['other/ma5683t_ont_add_sn_exists.raw', 'olt.serial_exists'],
  ['other/ma5683t_gem_mismatch.raw', 'olt.gem_port_missing'],
  ['other/ma5683t_ont_version_and_param_error.raw', 'olt.bad_parameter'],
  ['other/ea5800_autofind_port.raw', 'already_done'],
])('the refusal in %s is %s', (file, outcome) => {
  expect(findRefusal(read(file).split('\n'), platform)).toMatchObject({ outcome });
});

test('a description wrapped over three lines on an MA5683T', () => {
  const lines = read('other/ma5683t_ont_info_by-sn_wrapped_desc.raw').trimEnd().split('\n');
  const values = readKeyValues(lines, { command: 'display ont info by-sn 5A544547BA18C47D' });
  expect(values.value('Description')).toBe('Cu, Stomer__zone_ABCDEFGHI_authd_20260818');
  expect(values.value('Line profile ID')).toBe('60');
});

describe('one customer on a 2019 chassis, whose screens were run together without their rules', () => {
  const rule = `  ${'-'.repeat(70)}`;
  const between = (from: string, to: string) => {
    const lines = read('other/smartolt_full_status_2019_condensed.raw').split('\n');
    const start = lines.findIndex((line) => line.startsWith(from)) + 1;
    return lines.slice(
      start,
      lines.findIndex((line, index) => index > start && line.startsWith(to)),
    );
  };

  test('its optics at both ends', () => {
    const text = [rule, ...between('Optical status', 'ONT-ID'), rule].join('\n');
    expect(parseOpticalInfo(text, 'display ont optical-info 2 0')).toMatchObject({
      rxAtOnuDbm: { value: -23.37 },
      txAtOnuDbm: { value: 1.91 },
      rxAtOltDbm: { value: -28.54 },
      temperatureCelsius: { value: 48 },
    });
  });

  test('its history, of which the older records were left out: refused, then read with the numbers it would have', () => {
    const records = between('History', 'Index                      : 1')
      .join('\n')
      .split(/(?=Index)/);
    const screen = (parts: readonly string[]) =>
      [rule, ...parts.flatMap((part) => [part.trimEnd(), rule])].join('\n');
    expect(() => parseRegisterInfo(screen(records), 'display ont register-info 2 0')).toThrow(
      expect.objectContaining({ code: 'olt.parse_failed' }),
    );
    const renumbered = records.map((part, index) => part.replace(/: \d+/, `: ${records.length - index}`));
    const rows = parseRegisterInfo(screen(renumbered), 'display ont register-info 2 0');
    expect(rows.map(({ downCause }) => downCause)).toEqual([null, 'powerLoss', 'powerLoss', 'fibreLoss']);
    expect(rows[0]).toEqual({
      upAt: '2019-02-15T07:50:02+08:00',
      downAt: null,
      downCause: null,
      downCauseText: null,
    });
  });

  test('its WAN', () => {
    const place = ['F/S/P                      : 0/1/2', 'ONT ID                     : 0'];
    const wan = [
      'Index                      : 1',
      ...between('Index                      : 1', 'Interfaces'),
    ];
    const text = [rule, ...place, rule, ...wan, rule].join('\n');
    expect(parseWanInfo(text, 'display ont wan-info 0/1 2 0')).toMatchObject([
      { name: '1_INTERNET_R_VID_20', accessType: 'PPPoE', ipv4Address: '10.13.1.178', vlan: 20 },
    ]);
  });
});

test('lines of one ONU in the configuration of an R022', () => {
  const lines = read('other/ma5800_r022_current-configuration_excerpt.raw').split('\n');
  const head = lines.slice(
    lines.indexOf('[gpon]'),
    lines.findIndex((line) => line.startsWith(' port 0 ')),
  );
  const ont = lines.filter((line) => line.startsWith(' ont add 0 118 '));
  const text = [...head, ...ont, '#', 'return'].join('\n');
  expect(parseOntConfiguration(text, 'display current-configuration ont 0/1/0 118')).toMatchObject({
    add: 'ont add 0 118 sn-auth "4954425337F96E5A" omci ont-lineprofile-id 31 ont-srvprofile-id 31 desc "Customer_ Mixed _spaces _and_ _underscores"',
    settings: [],
    flows: [],
    others: [],
  });
});
