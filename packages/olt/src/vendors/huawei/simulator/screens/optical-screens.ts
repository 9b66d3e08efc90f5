import type { SimulatedOnu } from '../../../../contract/simulated-olt.ts';
import { field, row, rule } from './layout.ts';

const line = field(39);

/** `display ont optical-info 0 all`: online ONUs only. */
export function opticalListScreen(onus: readonly SimulatedOnu[]): string[] {
  const rows = onus.flatMap(({ address, run, unit }) => {
    if (run !== 'online' || !unit) return [];
    const { optics } = unit;
    return [
      row(
        [address.onuId, -5],
        ['', 2],
        [optics.rxAtOnuDbm.toFixed(2), 10],
        [optics.txAtOnuDbm.toFixed(2), 10],
        [optics.rxAtOltDbm.toFixed(2), 12],
        [optics.temperatureCelsius, 13],
        [optics.voltageVolts.toFixed(3), 9],
        [optics.biasMilliamps, 9],
        [unit.distanceMetres, 10],
      ),
    ];
  });
  return [
    `${rule(77)} `,
    '  ONT  Rx power  Tx power  OLT Rx ONT  Temperature  Voltage  Current  Distance  ',
    '  ID   (dBm)     (dBm)     power(dBm)  (C)          (V)      (mA)     (m)       ',
    `${rule(77)} `,
    ...rows,
    rule(77),
  ];
}

/** `display ont optical-info 0 3`. */
export function opticalScreen({ unit }: SimulatedOnu): string[] {
  if (!unit) return [];
  const { optics } = unit;
  return [
    rule(),
    line('ONU NNI port ID', 0),
    line('Module type', 'GPON'),
    line('Module sub-type', 'CLASS B+'),
    line('Used type', 'ONU'),
    line('Encapsulation Type', 'BOSA ON BOARD'),
    line('Optical power precision(dBm)', '3.0'),
    line('Vendor name', 'HUAWEI          '),
    line('Vendor rev', '-'),
    line('Vendor PN', 'HW-BOB-0007     '),
    line('Vendor SN', `${unit.equipmentSerial.slice(-12).padEnd(16)}`),
    line('Date Code', '19-12-22'),
    line('Rx optical power(dBm)', optics.rxAtOnuDbm.toFixed(2)),
    line('Rx power current warning threshold(dBm)', '[-,-]'),
    line('Rx power current alarm threshold(dBm)', '[-29.0,-7.0]'),
    line('Tx optical power(dBm)', optics.txAtOnuDbm.toFixed(2)),
    line('Tx power current warning threshold(dBm)', '[-,-]'),
    line('Tx power current alarm threshold(dBm)', '[0.0,5.0]'),
    line('Laser bias current(mA)', optics.biasMilliamps),
    line('Tx bias current warning threshold(mA)', '[-,-]'),
    line('Tx bias current alarm threshold(mA)', '[2.000,100.000]'),
    line('Temperature(C)', optics.temperatureCelsius),
    line('Temperature warning threshold(C)', '[-,-]'),
    line('Temperature alarm threshold(C)', '[-61,95]'),
    line('Voltage(V)', optics.voltageVolts.toFixed(3)),
    line('Supply voltage warning threshold(V)', '[-,-]'),
    line('Supply voltage alarm threshold(V)', '[3.000,3.600]'),
    line('OLT Rx ONT optical power(dBm)', optics.rxAtOltDbm.toFixed(2)),
    line('CATV Rx optical power(dBm)', '-'),
    line('CATV Rx power alarm threshold(dBm)', '[-,-]'),
    rule(),
  ];
}
