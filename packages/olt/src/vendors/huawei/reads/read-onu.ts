import type { OnuAddress } from '@field/core';
import type { OltSessions, ReadOperation } from '../../../contract/vendor-driver.ts';
import { readRows } from '../../../toolkit/snmp-table.ts';
import { spacedPort } from '../address.ts';
import { checkOnu } from '../check-address.ts';
import { onts } from '../oids.ts';
import { type OntInfo, parseOntInfo, toOnu } from '../parsers/ont-info.ts';
import { parseOntVersion } from '../parsers/ont-version.ts';
import { ask, askAboutOnu, onuNotFound, orNull } from './ask.ts';
import { decodeOnu } from './list-onus.ts';
import { ontSuffixes } from './snmp-places.ts';

/** One ONU with its profiles. @throws FieldError `olt.onu_not_found` */
export async function askForOntInfo(sessions: OltSessions, address: OnuAddress): Promise<OntInfo> {
  const command = `display ont info ${spacedPort(address)} ${address.onuId}`;
  const reply = await askAboutOnu(sessions, address, command);
  if (reply === null) throw onuNotFound(address);
  return parseOntInfo(reply, command);
}

/** The unit's own word for its model; null while it is offline, or where the firmware does not tell. */
export async function askForModel(sessions: OltSessions, info: OntInfo): Promise<string | null> {
  if (info.runState !== 'online') return null;
  const command = `display ont version ${spacedPort(info.address)} ${info.address.onuId}`;
  const reply = await orNull(
    ['olt.onu_offline', 'olt.command_refused', 'olt.unknown_command', 'olt.not_supported_by_device'],
    ask(sessions, command),
  );
  return reply === null ? null : parseOntVersion(reply, command).model;
}

const overCli: ReadOperation<'readOnu'> = {
  needs: ['cli'],
  async read(sessions, request) {
    const info = await askForOntInfo(sessions, checkOnu(request.address));
    return toOnu(info, await askForModel(sessions, info));
  },
};

const overSnmp: ReadOperation<'readOnu'> = {
  needs: ['snmp'],
  async read({ snmp, signal }, request) {
    const address = checkOnu(request.address);
    for (const row of await readRows(snmp, onts, ontSuffixes(address), { signal })) {
      if (row.serial !== null || row.description !== null || row.runStatus !== null)
        return decodeOnu(address, row);
    }
    throw onuNotFound(address);
  },
};

export const readOnu = [overCli, overSnmp];
