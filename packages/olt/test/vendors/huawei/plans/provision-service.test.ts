import { describe, expect, test } from 'vitest';
import type { ProvisionService } from '../../../../src/contract/operations.ts';
import type { OntConfiguration } from '../../../../src/vendors/huawei/parsers/current-configuration.ts';
import {
  checkProvision,
  planProvisionService,
} from '../../../../src/vendors/huawei/plans/provision-service.ts';
import { address, bytes, configured, flow31, native, pppoe } from './planned.ts';

describe('provision', () => {
  const request: ProvisionService = {
    address,
    flows: [
      { vlan: 31, gemPort: 31, inboundTrafficTable: 6, outboundTrafficTable: 7 },
      { vlan: 500, gemPort: 31, userVlan: 40, innerVlan: 41 },
    ],
    nativeVlans: [{ ethPort: 1, vlan: 31 }],
    wan: { username: 'ana@isp', password: 'geheim', vlan: 31, priority: 2 },
  };
  const provision = (asked: ProvisionService, configuration: OntConfiguration, gemPorts = [31]) => {
    checkProvision(asked);
    return planProvisionService(asked, { configuration, gemPorts });
  };

  test('native VLAN, PPPoE client and flows, each with what takes it back', () => {
    expect(bytes(provision(request, configured()))).toEqual({
      outcome: 'changed',
      steps: [
        [
          'native-vlan-1',
          'gpon 0/1: ont port native-vlan 2 3 eth 1 vlan 31 priority 0',
          'undo gpon 0/1: ont port native-vlan 2 3 eth 1 vlan 1 priority 0',
        ],
        [
          'wan-address',
          'gpon 0/1: ont ipconfig 2 3 ip-index 1 pppoe user-account username ana@isp password geheim vlan 31 priority 2',
          'undo gpon 0/1: undo ont ipconfig 2 3 ip-index 1',
        ],
        [
          'wan-internet',
          'gpon 0/1: ont internet-config 2 3 ip-index 1',
          'undo gpon 0/1: undo ont internet-config 2 3',
        ],
        [
          'wan-profile',
          'gpon 0/1: ont wan-config 2 3 ip-index 1 profile-id 0',
          'undo gpon 0/1: undo ont wan-config 2 3 ip-index 1',
        ],
        [
          'service-port-1',
          'config: service-port vlan 31 gpon 0/1/2 ont 3 gemport 31 multi-service user-vlan 31 tag-transform translate inbound traffic-table index 6 outbound traffic-table index 7',
          'undo config: undo service-port vlan 31 gpon 0/1/2 ont 3 gemport 31 [y]',
        ],
        [
          'service-port-2',
          'config: service-port vlan 500 gpon 0/1/2 ont 3 gemport 31 multi-service user-vlan 40 tag-transform translate-and-add inner-vlan 41 inner-priority 0',
          'undo config: undo service-port vlan 500 gpon 0/1/2 ont 3 gemport 31 [y]',
        ],
      ],
    });
  });

  test('the password is a secret of its step', () => {
    const decision = provision(request, configured());
    const steps = decision.kind === 'plan' ? decision.plan.steps : [];
    expect(steps.find(({ id }) => id === 'wan-address')?.secrets).toEqual(['geheim']);
  });

  test('what is there already is left out; all of it there is unchanged', () => {
    const both = { ...request, flows: request.flows.slice(0, 1) };
    expect(provision(both, configured(native, pppoe.replace('ana', 'ana@isp'), flow31))).toEqual({
      kind: 'unchanged',
      address,
    });
    expect(bytes(provision({ ...both, wan: undefined as never }, configured(flow31)))).toMatchObject({
      steps: [['native-vlan-1', expect.anything(), expect.anything()]],
    });
  });

  test('undo of a native VLAN restores the one that was there', () => {
    const before = 'ont port native-vlan 2 3 eth 1 vlan 99 priority 5';
    expect(
      bytes(provision({ address, flows: [], nativeVlans: [{ ethPort: 1, vlan: 31 }] }, configured(before))),
    ).toEqual({
      outcome: 'changed',
      steps: [['native-vlan-1', `gpon 0/1: ${native}`, `undo gpon 0/1: ${before}`]],
    });
  });

  test.each([
    [
      'the same VLAN and GEM port with other tables',
      { vlan: 31, gemPort: 31, inboundTrafficTable: 1, outboundTrafficTable: 1 },
    ],
    ['another VLAN for the same customer VLAN', { vlan: 77, gemPort: 31, userVlan: 31 }],
    ['the same VLAN for another customer VLAN', { vlan: 31, gemPort: 31, userVlan: 77 }],
  ])('a flow in the way is a conflict: %s', (_, flow) => {
    expect(provision({ address, flows: [flow] }, configured(flow31))).toMatchObject({
      kind: 'conflict',
      code: 'olt.service_exists',
      details: { existing: flow31 },
    });
  });

  test('another PPPoE account is a conflict, and its password is not shown', () => {
    const decision = provision({ ...request, flows: [] }, configured(pppoe.replace('******', 'secret1')));
    expect(decision).toMatchObject({ kind: 'conflict', code: 'olt.service_exists' });
    expect(JSON.stringify(decision)).not.toContain('secret1');
  });

  test('a GEM port the profile lacks is a conflict that names those it has', () => {
    expect(provision({ address, flows: [{ vlan: 31, gemPort: 1 }] }, configured())).toMatchObject({
      code: 'olt.gem_port_missing',
      details: { gemPort: 1, available: [31] },
    });
    expect(provision({ address, flows: [{ vlan: 31, gemPort: 1 }] }, configured(), [])).toMatchObject({
      kind: 'plan',
    });
  });

  test.each([
    [{ flows: [] }, 'flows'],
    [{ flows: [{ vlan: 0, gemPort: 1 }] }, 'flows[0].vlan'],
    [{ flows: [{ vlan: 4095, gemPort: 1 }] }, 'flows[0].vlan'],
    [{ flows: [{ vlan: 1, gemPort: -1 }] }, 'flows[0].gemPort'],
    [{ flows: [{ vlan: 1, gemPort: 1, inboundTrafficTable: 1 }] }, 'flows[0]'],
    [{ flows: [], nativeVlans: [{ ethPort: 0, vlan: 1 }] }, 'nativeVlans[0].ethPort'],
    [{ flows: [], wan: { username: 'a b', password: 'x', vlan: 1 } }, 'wan.username'],
    [{ flows: [], wan: { username: 'a', password: 'x?', vlan: 1 } }, 'wan.password'],
    [{ address: { ...address, onuId: 999 } }, 'address.onuId'],
  ])('%o names %s before anything is sent', (wrong, field) => {
    expect(() => checkProvision({ address, flows: [{ vlan: 1, gemPort: 1 }], ...wrong })).toThrow(
      expect.objectContaining({ code: 'olt.bad_request', details: expect.objectContaining({ field }) }),
    );
  });
});
