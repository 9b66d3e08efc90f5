import { formatPonPort, type OnuAddress, sameSerialNumber } from '@field/core';
import type { OnuWriteRef } from '../../../contract/operations.ts';
import type { WriteDecision } from '../../../contract/plan.ts';
import type { OltSessions } from '../../../contract/vendor-driver.ts';
import { checkOnu } from '../check-address.ts';
import { type OntConfiguration, parseOntConfiguration } from '../parsers/current-configuration.ts';
import type { OntInfo } from '../parsers/ont-info.ts';
import { missingUnit, otherUnit } from '../plans/change-onu.ts';
import { askAboutOnu, onuNotFound, orNull } from '../reads/ask.ts';
import { askForOntInfo } from '../reads/read-onu.ts';

/** The ONU at an address; null when there is none. */
export function askWhoStands(sessions: OltSessions, address: OnuAddress): Promise<OntInfo | null> {
  return orNull(['olt.onu_not_found'], askForOntInfo(sessions, address));
}

/** The whole configuration of an ONU that is there. */
export async function askForConfiguration(
  sessions: OltSessions,
  address: OnuAddress,
): Promise<OntConfiguration> {
  const command = `display current-configuration ont ${formatPonPort(address)} ${address.onuId}`;
  const reply = await askAboutOnu(sessions, address, command);
  if (reply === null) throw onuNotFound(address);
  return parseOntConfiguration(reply, command);
}

/** The configuration of an ONU, or null when none is there: what a read-back after a removal asks. */
export async function askWhatStands(
  sessions: OltSessions,
  address: OnuAddress,
): Promise<{ readonly info: OntInfo; readonly configuration: OntConfiguration } | null> {
  const info = await askWhoStands(sessions, address);
  return info && { info, configuration: await askForConfiguration(sessions, address) };
}

/** Whether the ONU there is the one with this serial number, in any spelling. */
export function isUnit(info: OntInfo | null, serialNumber: string): boolean {
  return info?.serialNumber != null && sameSerialNumber(info.serialNumber, serialNumber);
}

/** Decides about the ONU at an address, when it is there and is the one that was meant. */
export async function decideAbout(
  sessions: OltSessions,
  { address, serialNumber }: OnuWriteRef,
  decide: (info: OntInfo) => WriteDecision | Promise<WriteDecision>,
): Promise<WriteDecision> {
  checkOnu(address);
  const info = await askWhoStands(sessions, address);
  if (!info) return missingUnit(address);
  return otherUnit(info, serialNumber) ?? decide(info);
}
