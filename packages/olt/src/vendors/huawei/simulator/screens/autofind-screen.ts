import type { SimulatedOlt, SimulatedUnit } from '../../../../contract/simulated-olt.ts';
import { zonedTime } from '../times.ts';
import { field, passwordBoth, rule, serialBoth, slashed } from './layout.ts';

const line = field(20, 3);
const ruled = rule(76, 3);

/** Label and value; an empty value leaves nothing behind the colon. */
const entry = (label: string, value: string | number) => line(label, value).trimEnd();

/** Unauthorized units: of the whole OLT with their line rate and a count, of one port without. */
export function autofindScreen(olt: SimulatedOlt, units: readonly SimulatedUnit[], whole: boolean): string[] {
  return [
    ruled,
    ...units.flatMap((unit, index) => [
      entry('Number', index + 1),
      entry('F/S/P', slashed(unit.at)),
      ...(whole ? [entry('ONT NNI type', '2.5G/1.25G')] : []),
      entry('Ont SN', serialBoth(unit.serialNumber)),
      entry('Password', passwordBoth(unit.password)),
      entry('Loid', unit.loid),
      entry('Checkcode', unit.checkCode),
      entry('VendorID', unit.vendorId),
      entry('Ont Version', unit.hardwareVersion),
      entry('Ont SoftwareVersion', unit.softwareVersion),
      entry('Ont EquipmentID', unit.model),
      entry('Ont Customized Info', unit.vendorId === 'HWTC' ? 'COMMON' : '-'),
      entry('Ont MAC', unit.mac === '' ? '-' : unit.mac.toUpperCase()),
      entry('Ont Equipment SN', unit.equipmentSerial === '' ? '-' : unit.equipmentSerial),
      entry('Ont autofind time', zonedTime(unit.seenAt, olt.utcOffsetMinutes)),
      entry('Multi channel', '-'),
      ruled,
    ]),
    ...(whole ? [`   The number of GPON autofind ONT is ${units.length}`] : []),
  ];
}
