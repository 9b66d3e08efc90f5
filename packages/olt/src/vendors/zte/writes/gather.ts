import { type OnuAddress, sameSerialNumber } from '@field/core';
import type { OnuWriteRef } from '../../../contract/operations.ts';
import type { WriteDecision } from '../../../contract/plan.ts';
import type { OltSessions } from '../../../contract/vendor-driver.ts';
import { portOf } from '../address.ts';
import { checkOnu } from '../check-address.ts';
import type { Family } from '../family.ts';
import type { BaseInfo } from '../parsers/baseinfo.ts';
import type { OnuConfiguration } from '../parsers/running-config.ts';

import { missingUnit, otherUnit } from '../plans/commands.ts';
import type { Generation } from '../plans/generation.ts';
import { askForCards } from '../reads/list-boards.ts';
import { askForConfiguration } from '../reads/onu-configuration.ts';
import { askForBaseInfo } from '../reads/port-onus.ts';

/** The ONU at an address; null when there is none. The list of its port says so for sure: no source shows what a box says of one. */
export async function askWhoStands(
  sessions: OltSessions,
  family: Family,
  address: OnuAddress,
): Promise<BaseInfo | null> {
  const units = await askForBaseInfo(sessions, family, portOf(address));
  return units.find((unit) => unit.address.onuId === address.onuId) ?? null;
}

/** The ONU at an address with its configuration; null when there is none. */
export async function askWhatStands(
  sessions: OltSessions,
  family: Family,
  address: OnuAddress,
): Promise<{ readonly unit: BaseInfo; readonly configuration: OnuConfiguration } | null> {
  const unit = await askWhoStands(sessions, family, address);
  return unit && { unit, configuration: await askForConfiguration(sessions, family, address) };
}

/** Whether the ONU there is the one with this serial number, in any spelling. */
export function isUnit(unit: BaseInfo | null, serialNumber: string): boolean {
  return unit?.serialNumber != null && sameSerialNumber(unit.serialNumber, serialNumber);
}

/** Decides about the ONU at an address, when it is there and is the one that was meant. */
export async function decideAbout(
  sessions: OltSessions,
  family: Family,
  { address, serialNumber }: OnuWriteRef,
  decide: (unit: BaseInfo) => WriteDecision | Promise<WriteDecision>,
): Promise<WriteDecision> {
  const unit = await askWhoStands(sessions, family, checkOnu(address));
  if (!unit) return missingUnit(address);
  return otherUnit(unit, serialNumber) ?? decide(unit);
}

/** The generation of a C3xx's firmware, by its control card. */
export async function askForGeneration(sessions: OltSessions, family: Family): Promise<Generation> {
  if (family.name === 'c6xx') return 2;
  const cards = await askForCards(sessions);
  const control = cards.find(({ kind, softwareVersion }) => kind === 'control' && softwareVersion !== null);
  return /^V1\b/.test(control?.softwareVersion ?? '') ? 1 : 2;
}
