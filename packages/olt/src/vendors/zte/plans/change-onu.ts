import { formatOnuAddress, type OnuAddress, sameOnuAddress } from '@field/core';
import type { WriteDecision } from '../../../contract/plan.ts';
import type { Family } from '../family.ts';
import type { BaseInfo } from '../parsers/baseinfo.ts';
import type { DetailInfo } from '../parsers/detail-info.ts';
import { rebootQuestion } from '../platform.ts';
import { change, conflict, managementCommand, onuCommand, quoteText, step } from './commands.ts';

/** @param before what is there now, whole; null where there is nothing */
export function planRename(
  family: Family,
  address: OnuAddress,
  before: string | null,
  description: string,
): WriteDecision {
  if (before === description) return { kind: 'unchanged', address };
  const say = (text: string | null) =>
    onuCommand(family, address, text === null ? 'no description' : quoteText(`description ${text}`));
  return change(address, [step('rename-onu', say(description), [say(before)])]);
}

/** A unit that is not online cannot be told to restart. Nothing takes a restart back. */
export function planReboot(family: Family, { address, runState, lastUpAt }: DetailInfo): WriteDecision {
  if (runState === 'offline') return conflict(address, 'olt.onu_offline', { onu: formatOnuAddress(address) });
  const reboot = { ...managementCommand(family, address, 'reboot'), dialogue: [rebootQuestion] };
  return change(address, [step('reboot-onu', reboot)], { upSince: lastUpAt });
}

export function planSetEnabled(
  family: Family,
  { address, adminState }: DetailInfo,
  enabled: boolean,
): WriteDecision {
  if (adminState === (enabled ? 'enabled' : 'disabled')) return { kind: 'unchanged', address };
  const [verb, back] = enabled ? (['enable', 'disable'] as const) : (['disable', 'enable'] as const);
  const set = (word: string) => onuCommand(family, address, `admin ${word}`);
  return change(address, [step(`${verb}-onu`, set(verb), [set(back)])]);
}

/**
 * Puts another unit in the place of one by its serial number, which keeps id, type and all that is configured.
 * @param known where the new serial number is authorized already
 */
export function planReplaceOnu(
  family: Family,
  { address, serialNumber, mode }: BaseInfo,
  spelled: string,
  known: OnuAddress | null,
): WriteDecision {
  if (known && !sameOnuAddress(known, address))
    return conflict(known, 'olt.serial_exists', { serialNumber: spelled, at: formatOnuAddress(known) });
  if (serialNumber === null || mode.toLowerCase() !== 'sn')
    return conflict(address, 'olt.service_not_restorable', { line: `onu ${mode}` });
  const register = (serial: string) => onuCommand(family, address, `registration-method sn ${serial}`);
  return change(address, [step('replace-onu', register(spelled), [register(serialNumber)])]);
}
