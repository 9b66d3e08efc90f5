import type { DownCause } from '@field/core';

const byWords: readonly (readonly [RegExp, DownCause])[] = [
  [/dying.?gasp|power.?off/i, 'powerLoss'],
  [/^LOF/i, 'frameLoss'],
  [/^LOA/i, 'managementLoss'],
  [/^LOS/i, 'fibreLoss'],
  [/^SF|^SD/i, 'degraded'],
  [/auth/i, 'activationFailed'],
  [/deactiv|shut/i, 'administrative'],
  [/reboot|reset/i, 'reset'],
];

/** Normalises a cause the CLI printed; null where it printed none. */
export function readDownCause(word: string | null): DownCause | null {
  if (word === null || word === '') return null;
  return byWords.find(([pattern]) => pattern.test(word))?.[1] ?? 'other';
}

/** Last offline reasons by number, the same in both MIBs, beginning with 1. */
const byNumber: readonly (readonly [string, DownCause])[] = [
  ['unknown', 'unknown'],
  ['LOS', 'fibreLoss'],
  ['LOSi', 'fibreLoss'],
  ['LOFi', 'frameLoss'],
  ['SFi', 'degraded'],
  ['LOAi', 'managementLoss'],
  ['LOAMi', 'managementLoss'],
  ['authentication failed', 'activationFailed'],
  ['DyingGasp', 'powerLoss'],
  ['deactivated', 'administrative'],
  ['deactivation failed', 'administrative'],
  ['reboot', 'reset'],
  ['shutdown', 'administrative'],
];

/** Normalises a cause SNMP gave as a number, with a word for people; null where it gave none. */
export function decodeDownCause(
  number: number | null,
): { readonly cause: DownCause; readonly text: string } | null {
  if (number === null || number <= 0) return null;
  const [text, cause] = byNumber[number - 1] ?? ([`${number}`, 'other'] as const);
  return { cause, text };
}
