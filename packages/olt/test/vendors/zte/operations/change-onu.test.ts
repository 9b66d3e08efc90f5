import { describe, expect, test } from 'vitest';
import { profileOf } from '../scripted-box.ts';
import {
  address,
  baseInfo,
  bySerial,
  detail,
  enter,
  insideC3,
  interfaceC3,
  onuC3,
  row,
  write,
} from './exchanges.ts';

describe('changes of one ONU', () => {
  const stands = baseInfo('c3xx', row(4, 'ZTEGC1192DD7'));
  const standsC6 = baseInfo('c6xx', row(4, 'ZTEGC1192DD7'));

  test('rename on a C3xx', async () => {
    const result = await write('c3xx', 'renameOnu', { address, description: 'Bia' }, [
      stands,
      detail('c3xx'),
      enter,
      [onuC3],
      ['description Bia'],
      ['exit'],
      ['exit'],
      stands,
      detail('c3xx', { Description: 'Bia' }),
    ]);
    expect(result).toMatchObject({ outcome: 'changed', error: null });
  });

  test('rename on a C600: told by CLI, read by SNMP', async () => {
    const column = '1.3.6.1.4.1.3902.1082.500.10.2.3.3.1';
    const rowWith = (description: string) => ({
      [`${column}.1.285278725.4`]: 'F660',
      [`${column}.3.285278725.4`]: description,
    });
    const result = await write(
      'c6xx',
      'renameOnu',
      { address, description: 'Bia' },
      [standsC6, enter, ['interface gpon_onu-1/2/5:4'], ['description Bia'], ['exit'], ['exit'], standsC6],
      [rowWith('Ana'), rowWith('Bia')],
    );
    expect(result).toMatchObject({ outcome: 'changed', error: null });
    expect(profileOf('c6xx').writes.renameOnu?.needs).toEqual(['cli', 'snmp']);
  });

  test('reboot, with its question, read back by the ONU going down', async () => {
    const result = await write('c6xx', 'rebootOnu', { address }, [
      standsC6,
      detail('c6xx'),
      enter,
      ['pon-onu-mng gpon_onu-1/2/5:4'],
      ['reboot', '', ['Confirm to reboot? [yes/no]:', 'yes']],
      ['end'],
      standsC6,
      detail('c6xx', { 'Phase state': 'LOS' }),
    ]);
    expect(result).toMatchObject({ outcome: 'changed', error: null });
  });

  test('replace by serial number on a C3xx, keeping all else', async () => {
    const result = await write('c3xx', 'replaceOnu', { address, newSerialNumber: 'zteg-00000009' }, [
      stands,
      bySerial('ZTEG00000009'),
      enter,
      [onuC3],
      ['registration-method sn ZTEG00000009'],
      ['exit'],
      ['exit'],
      baseInfo('c3xx', row(4, 'ZTEG00000009')),
    ]);
    expect(result).toMatchObject({ outcome: 'changed', error: null });
  });

  test('disable on a C600', async () => {
    const result = await write('c6xx', 'setOnuEnabled', { address, enabled: false }, [
      standsC6,
      detail('c6xx'),
      enter,
      ['interface gpon_onu-1/2/5:4'],
      ['admin disable'],
      ['exit'],
      ['exit'],
      standsC6,
      detail('c6xx', { 'Admin state': 'disable' }),
    ]);
    expect(result).toMatchObject({ outcome: 'changed', error: null });
  });

  test('deprovision: one command takes all of it; nobody there is unchanged', async () => {
    const result = await write('c3xx', 'deprovisionOnu', { address, serialNumber: 'ZTEGC1192DD7' }, [
      stands,
      interfaceC3('tcont 1 profile 1G', 'gemport 1 tcont 1', 'service-port 1 vport 1 user-vlan 101 vlan 101'),
      insideC3('service 1 gemport 1 vlan 101'),
      enter,
      ['interface gpon-olt_1/2/5'],
      ['no onu 4', '[Successful]'],
      ['exit'],
      ['exit'],
      baseInfo('c3xx'),
    ]);
    expect(result).toMatchObject({ outcome: 'removed', error: null });
    expect(await write('c3xx', 'deprovisionOnu', { address }, [baseInfo('c3xx')])).toMatchObject({
      outcome: 'unchanged',
    });
    expect(
      await write('c3xx', 'deprovisionOnu', { address, serialNumber: 'ZTEG00000001' }, [stands]),
    ).toMatchObject({ outcome: 'conflict', error: { code: 'olt.other_onu' } });
  });
});
