import type { DownCause } from '@field/core';

/**
 * Down causes by the words of `display ont info`, its summary (which cuts them at 25 characters) and `register-info`; the first
 * that fits counts. Words differ between releases, so these are beginnings or parts, never whole texts.
 */
const byWords: readonly (readonly [RegExp, DownCause])[] = [
  [/dying.?gasp|power ?fail|power ?off|power ?down/i, 'powerLoss'],
  [/LOSi|LOBi|\bLOS\b|link.?down|loss of signal/i, 'fibreLoss'],
  [/LOFi|loss of frame/i, 'frameLoss'],
  [/SFi|SDi|signal (?:fail|degrade)/i, 'degraded'],
  [/LOAi|LOAMi|LOKi/i, 'managementLoss'],
  [/rogue/i, 'rogue'],
  [/re-?register|ranging|auth|popup|operator check|incompatible|white ?list/i, 'activationFailed'],
  [/deactiv|delete|isolat|shut/i, 'administrative'],
  [/reset|restart|reboot/i, 'reset'],
];

/** Normalises a cause the CLI printed; null where it printed none. */
export function readDownCause(words: string | null): DownCause | null {
  if (words === null || words === '' || /^-+$/.test(words)) return null;
  return byWords.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
}

/** hwGponDeviceOntControlLastDownCause (HUAWEI-XPON-MIB): the device's word and our cause. */
const byNumber: Readonly<Record<number, readonly [string, DownCause]>> = {
  1: ['LOS', 'fibreLoss'],
  2: ['LOSi/LOBi', 'fibreLoss'],
  3: ['LOFi', 'frameLoss'],
  4: ['SFi', 'degraded'],
  5: ['LOAi', 'managementLoss'],
  6: ['LOAMi', 'managementLoss'],
  7: ['deactivate failed', 'administrative'],
  8: ['deactivated', 'administrative'],
  9: ['reset', 'reset'],
  10: ['re-register', 'activationFailed'],
  11: ['popup fail', 'activationFailed'],
  12: ['authentication failed', 'activationFailed'],
  13: ['dying-gasp', 'powerLoss'],
  15: ['LOKi', 'managementLoss'],
  18: ['deactivated by ring', 'administrative'],
  30: ['optical module shut down', 'administrative'],
  31: ['reset by command', 'reset'],
  32: ['reset by button', 'reset'],
  33: ['reset by software', 'reset'],
  34: ['broadcast attack', 'other'],
  35: ['operator check failed', 'activationFailed'],
  36: ['incompatible', 'activationFailed'],
  37: ['rogue', 'rogue'],
  38: ['isolated automatically', 'administrative'],
  39: ['isolated automatically', 'administrative'],
  40: ['not in the white list', 'activationFailed'],
};

/** What both tables of the MIB mean by numbers that are no cause: -1 unknown, 255 no error. */
const noCause: readonly number[] = [-1, 255];

/**
 * Normalises a cause SNMP gave as a number, with a word for people. In the history table 0 is a deleted ONU, and 1 and 13 are
 * worded "linked down" and "powerdown": the same events.
 */
export function decodeDownCause(
  number: number | null,
): { readonly cause: DownCause; readonly text: string } | null {
  if (number === null || noCause.includes(number)) return null;
  const [text, cause] =
    byNumber[number] ?? (number === 0 ? ['deleted', 'administrative'] : [`${number}`, 'other']);
  return { cause: cause as DownCause, text: text as string };
}
