import type { OltProfileEntry } from '../../../contract/operations.ts';
import type { OltSessions, ReadOperation } from '../../../contract/vendor-driver.ts';
import type { Family } from '../family.ts';
import { parseOnuTypes, parseProfiles, parseVlanProfiles, type VlanProfile } from '../parsers/profiles.ts';
import { ask } from './ask.ts';

/** T-CONT profiles: what a line profile is on other OLTs. */
export async function askForTcontProfiles(sessions: OltSessions, family: Family): Promise<OltProfileEntry[]> {
  const reply = await ask(sessions, family.tcontProfilesCommand);
  return reply === null ? [] : parseProfiles(reply, family.tcontProfilesCommand);
}

/** ONU types: what a service profile is on other OLTs. */
export async function askForOnuTypes(sessions: OltSessions): Promise<OltProfileEntry[]> {
  const command = 'show onu-type gpon';
  const reply = await ask(sessions, command);
  return reply === null ? [] : parseOnuTypes(reply, command);
}

export async function askForTrafficProfiles(
  sessions: OltSessions,
  family: Family,
): Promise<OltProfileEntry[]> {
  const reply = await ask(sessions, family.trafficProfilesCommand);
  return reply === null ? [] : parseProfiles(reply, family.trafficProfilesCommand);
}

export async function askForVlanProfiles(sessions: OltSessions): Promise<VlanProfile[]> {
  const command = 'show gpon onu profile vlan';
  const reply = await ask(sessions, command);
  return reply === null ? [] : parseVlanProfiles(reply, command);
}

export const listLineProfiles = (family: Family): ReadOperation<'listLineProfiles'>[] => [
  { needs: ['cli'], read: (sessions) => askForTcontProfiles(sessions, family) },
];

export const listServiceProfiles: readonly ReadOperation<'listServiceProfiles'>[] = [
  { needs: ['cli'], read: (sessions) => askForOnuTypes(sessions) },
];
