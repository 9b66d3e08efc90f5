import { describe, expect, test } from 'vitest';
import { type Exchange, type FamilyName, openBox, profileOf, sessionsWith } from '../scripted-box.ts';
import {
  address,
  at,
  baseInfo,
  bySerial,
  cards,
  detail,
  interfaceC3,
  row,
  rule,
  sectionC6,
  states,
} from './exchanges.ts';

describe('reads over the CLI', () => {
  const first = async <Result>(
    family: FamilyName,
    name: string,
    request: unknown,
    exchanges: readonly Exchange[],
  ) => {
    const ways = (
      profileOf(family).reads as Record<
        string,
        readonly { needs: readonly string[]; read: (...args: never[]) => Promise<Result> }[]
      >
    )[name];
    const way = ways?.find(({ needs }) => needs.length === 1 && needs[0] === 'cli');
    const { cli, transport } = await openBox(family, exchanges);
    const result = await way?.read(...([sessionsWith(cli), request] as never[]));
    await cli.close();
    expect(transport.finished).toBe(true);
    return result;
  };

  test('all ONUs of the OLT, port by port, from both lists of each', async () => {
    const none = '%Code 62310-GPONSRV : No related information to show.';
    const ports = Array.from({ length: 16 }, (_, index) => `1/2/${index + 1}`);
    const onus = await first('c3xx', 'listOnus', {}, [
      cards('V2.1.0'),
      ...ports.flatMap((port): Exchange[] =>
        port === '1/2/5'
          ? [baseInfo('c3xx', row(4, 'ZTEGC1192DD7')), states('c3xx', [4, 'DyingGasp'], [9, 'LOS'])]
          : [
              [`show gpon onu baseinfo gpon-olt_${port}`, none],
              [`show gpon onu state gpon-olt_${port}`, none],
            ],
      ),
    ]);
    expect(onus).toMatchObject([
      { address, serialNumber: 'ZTEGC1192DD7', model: 'F660', runState: 'offline', downCause: 'powerLoss' },
      { address: { ...at, onuId: 9 }, serialNumber: null, runState: 'offline', downCause: 'fibreLoss' },
    ]);
  });

  test('signals of a port: three tables of those that are on', async () => {
    const powers = (column: string, end: string, ...rows: readonly string[]): Exchange => [
      `show pon power ${column} gpon_olt-1/2/5`,
      [`Onu                  ${end} power`, rule, ...rows].join('\n'),
    ];
    const signals = await first('c6xx', 'listOnuSignals', { at }, [
      states('c6xx', [1, 'working'], [2, 'LOS']),
      powers('onu-rx', 'Rx', 'gpon_onu-1/2/5:1    -18.292(dbm)', 'gpon_onu-1/2/5:2    N/A'),
      powers('onu-tx', 'Tx', 'gpon_onu-1/2/5:1    2.006(dbm)', 'gpon_onu-1/2/5:2    N/A'),
      powers('olt-rx', 'Rx', 'gpon_onu-1/2/5:1    -22.373(dbm)', 'gpon_onu-1/2/5:2    no signal'),
    ]);
    expect(signals).toMatchObject([
      { address: { onuId: 1 }, rxAtOnuDbm: -18.292, txAtOnuDbm: 2.006, rxAtOltDbm: -22.373 },
      { address: { onuId: 2 }, rxAtOnuDbm: null, quality: { missing: { rxAtOnuDbm: 'offline' } } },
    ]);
  });

  test('one ONU by its serial number, its signal and its history', async () => {
    expect(
      await first('c6xx', 'findOnu', { serialNumber: 'ZTEGC1192DD7' }, [
        bySerial('ZTEGC1192DD7', 'gpon_onu-1/2/5:4'),
        detail('c6xx', { Name: '********', Description: '********' }),
      ]),
    ).toMatchObject({ address, description: null, distanceMetres: 3540, lastUpAt: '2026-01-31T10:00:00' });
    expect(
      await first('c6xx', 'findOnu', { serialNumber: 'ZTEG00000009' }, [bySerial('ZTEG00000009')]),
    ).toBeNull();
    expect(
      await first('c3xx', 'readOnuSignal', { address }, [
        detail('c3xx'),
        [
          'show pon power attenuation gpon-onu_1/2/5:4',
          ' up      Rx :-20.850(dbm)      Tx:2.868(dbm)        23.718(dB)\n down    Tx :4.230(dbm)        Rx:-18.210(dbm)      22.440(dB)',
        ],
      ]),
    ).toMatchObject({ rxAtOnuDbm: -18.21, txAtOnuDbm: 2.868, rxAtOltDbm: -20.85, distanceMetres: 3540 });
    expect(await first('c3xx', 'readOnuHistory', { address }, [detail('c3xx')])).toEqual([
      { upAt: '2026-01-31T10:00:00', downAt: null, downCause: null, downCauseText: null },
    ]);
    await expect(
      first('c3xx', 'readOnu', { address }, [
        [
          'show gpon onu detail-info gpon-onu_1/2/5:4',
          '%Code 62310-GPONSRV : No related information to show.',
        ],
      ]),
    ).rejects.toMatchObject({ code: 'olt.onu_not_found' });
  });

  test('a C600 with SNMP beside: the name the CLI masks', async () => {
    const [both] = profileOf('c6xx').reads.readOnu ?? [];
    expect(both?.needs).toEqual(['cli', 'snmp']);
    const { cli } = await openBox('c6xx', [detail('c6xx', { Name: '********', Description: '********' })]);
    const column = '1.3.6.1.4.1.3902.1082.500.10.2.3.3.1';
    const snmp = { [`${column}.1.285278725.4`]: 'F660', [`${column}.2.285278725.4`]: 'Ana' };
    expect(await both?.read(sessionsWith(cli, snmp), { address })).toMatchObject({ description: 'Ana' });
    await cli.close();
  });

  test('ports with their ONUs, flows of an ONU on both families', async () => {
    const ports = await first<readonly unknown[]>('c3xx', 'listPonPorts', {}, [
      cards('V2.1.0'),
      ['show gpon onu state', states('c3xx', [4, 'working'], [9, 'LOS'])[1] ?? ''],
    ]);
    expect(ports).toHaveLength(16);
    expect(ports?.[4]).toEqual({ at, technology: 'gpon', status: 'unknown', onus: 2, onlineOnus: 1 });
    expect(
      await first('c3xx', 'listServicePorts', { address }, [
        interfaceC3(
          'gemport 1 name Internet unicast tcont 1 dir both',
          'service-port 1 vport 1 user-vlan 1245 vlan 1245 svlan 1402',
        ),
      ]),
    ).toEqual([
      {
        index: 1,
        address,
        vlan: 1402,
        gemPort: 1,
        userVlan: 1245,
        inboundTrafficTable: null,
        outboundTrafficTable: null,
        state: 'unknown',
      },
    ]);
    expect(
      await first('c6xx', 'listServicePorts', { address }, [
        sectionC6('gpon_onu-1/2/5:4', 'tcont 1 profile 1G', 'gemport 1 tcont 1', 'gemport 2 tcont 1'),
        sectionC6('vport-1/2/5.4:1', 'service-port 1 user-vlan 311 vlan 311 egress 500M'),
        sectionC6('vport-1/2/5.4:2', 'service-port 1 user-vlan 312 vlan 312'),
      ]),
    ).toMatchObject([
      { index: 1, vlan: 311, gemPort: 1 },
      { index: 1, vlan: 312, gemPort: 2 },
    ]);
  });
});
