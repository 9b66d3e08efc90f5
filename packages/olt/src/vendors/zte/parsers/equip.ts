import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { readKeyValues } from '../../../toolkit/key-value.ts';
import { parseFailed, replyCut, toLines } from '../../../toolkit/lines.ts';
import { readSerial } from '../serial.ts';
import { orNull } from './table.ts';

/** What a unit says of itself by OMCI. */
export interface Equipment {
  readonly vendorId: string | null;
  readonly serialNumber: string | null;
  readonly softwareVersion: string | null;
  readonly equipmentId: string | null;
  readonly model: string | null;
}

/** A unit, from `show gpon remote-onu equip <onu>`; releases differ in labels. */
export function parseEquipment(text: string, command: string): Equipment {
  const lines = toLines(text).filter((line) => line !== '');
  if (lines.length === 0) throw replyCut(command, text);
  const unit = readKeyValues(lines, { command });
  if (!unit.has('Vendor ID')) throw parseFailed(command, lines[0] ?? '');
  if (!unit.has('SysUpTime') && !unit.has('System uptime')) throw replyCut(command, text);
  return {
    vendorId: orNull(unit.value('Vendor ID')),
    serialNumber: readSerial(unit.value('SN')).serialNumber,
    softwareVersion: orNull(unit.value('Version')),
    equipmentId: orNull(unit.first('Equipment ID', 'EquipID')),
    model: orNull(unit.value('Model')),
  };
}

export const equipmentScreen: ScreenParser = {
  title: 'show gpon remote-onu equip <onu>',
  command: /^show gpon remote-onu equip gpon[-_]onu[-_]\S+$/,
  parse: (text, command) => [parseEquipment(text, command)],
};
