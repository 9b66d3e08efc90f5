import { afterEach, describe, expect, test } from 'vitest';
import type { SnmpValue } from '../../../src/contract/snmp.ts';
import { createSnmpSession } from '../../../src/snmp/net-snmp-session.ts';
import { type DriverBench, startDriverBench } from '../../driver/simulated-olt.ts';

let bench: DriverBench;
afterEach(() => bench.close());

const at = { shelf: 1, slot: 2, port: 1 };

test.each([
  ['C300', 'V2.1.0', 'c3xx', /^show running-config interface/],
  ['C300', 'V1.2.5', 'c3xx', /^show running-config interface/],
  ['C600', 'V1.2.2', 'c6xx', /^show running-config-interface/],
])(
  '%s %s pages whatever it is told: the same rows as without a pager',
  async (model, firmware, profile, shown) => {
    const onPort = model === 'C600' ? { ...at, slot: 1 } : at;
    bench = await startDriverBench({ vendor: 'zte', model, firmware, onus: 70 });
    // Many lines, so that a page ends inside them.
    for (const { lines } of bench.simulator.olt.state.onus(onPort)) {
      const unit = lines.get('interface') ?? [];
      const limit = Array.from({ length: 40 }, (_, index) => `gemport ${index + 2} tcont 1`);
      const old = limit.map((line) =>
        line.replace(' tcont', ` name g unicast tcont`).replace(/$/, ' dir both'),
      );
      lines.set('interface', [...unit, ...(firmware === 'V1.2.5' ? old : limit)]);
      lines.set('vport-41', ['service-port 7 user-vlan 7 vlan 7']);
    }
    const answers = async (paged: boolean) => {
      const taken = { reply: `terminal length 0\r\nZXAN#` };
      bench.judge = (line) => (paged && line === 'terminal length 0' ? taken : 'pass');
      const olt = await bench.connect('telnet', {
        vendor: 'zte',
        profile,
        budget: 'full',
        access: 'read-only',
      });
      const address = { ...onPort, onuId: 3 };
      return {
        onus: await olt.listOnus({ at: onPort }),
        signals: (await olt.listOnuSignals({ at: onPort })).map(({ measuredAt, ...rest }) => rest),
        flows: await olt.listServicePorts({ address }),
        onu: await olt.readOnu({ address }),
        ports: await olt.listPonPorts(),
      };
    };
    const paged = await answers(true);
    expect(paged.onus).toHaveLength(32);
    expect(paged.flows.length).toBeGreaterThan(0);
    expect(bench.lines.filter((line) => shown.test(line)).length).toBeGreaterThan(0);
    expect(await answers(false)).toEqual(paged);
  },
);

describe('the number of an interface', () => {
  const ifName = '1.3.6.1.2.1.31.1.1.1.1';
  const text = (value: SnmpValue | undefined) =>
    value instanceof Uint8Array ? new TextDecoder().decode(value) : value;

  test.each([
    ['C300', 'V1.2.5', 268_566_784, 'gpon_1/2/1'],
    ['C300', 'V2.1.0', 285_278_721, 'gpon_1/2/1'],
    // One below another port of the first layout, on a box with the sysObjectID of those that have the second.
    ['C320', 'V2.1.0', 268_500_992, 'gpon_1/2/1'],
    ['C600', 'V1.2.2', 285_278_721, 'gpon_olt-1/2/1'],
  ])('%s %s: %i is %s, and its ONUs are found all the same', async (model, firmware, ifIndex, name) => {
    bench = await startDriverBench({ vendor: 'zte', model, firmware, onus: 0 });
    const { state } = bench.simulator.olt;
    const profiles = { lineProfileId: 0, serviceProfileId: 1, description: '' };
    const serialNumber = 'ZTEG00000042';
    state.addOnu({ address: { ...at, onuId: 7 }, authentication: 'serialNumber', serialNumber, ...profiles });
    const { host, port } = bench.simulator.snmp;
    const session = createSnmpSession({ host, port, credentials: { version: '2c', community: 'public' } });
    const values = await session.get([`${ifName}.${ifIndex}`]);
    await session.close();
    expect(text(values.get(`${ifName}.${ifIndex}`))).toBe(name);
    const olt = await bench.connect('snmp', { budget: 'full' });
    expect(await olt.listOnus()).toMatchObject([{ address: { ...at, onuId: 7 }, serialNumber }]);
  });
});
