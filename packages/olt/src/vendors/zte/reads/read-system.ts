import type { SystemInfo } from '../../../contract/operations.ts';
import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { toInteger, toText } from '../../../toolkit/snmp-values.ts';
import { systemOids } from '../oids.ts';
import { parseSystemGroup, readSysDescr } from '../parsers/system-group.ts';
import { ask } from './ask.ts';

const overCli: ReadOperation<'readSystem'> = {
  needs: ['cli'],
  async read(sessions) {
    const command = 'show system-group';
    const system = parseSystemGroup((await ask(sessions, command)) ?? '', command);
    return { ...system, hostname: sessions.cli.host };
  },
};

const overSnmp: ReadOperation<'readSystem'> = {
  needs: ['snmp'],
  async read({ snmp, signal }): Promise<SystemInfo> {
    const values = await snmp.get(Object.values(systemOids), signal);
    const text = (oid: string) => toText(values.get(oid) ?? '');
    // Hundredths of a second, which begin anew after 497 days. What the engine itself counts is wrong by decades.
    const ticks = toInteger(values.get(systemOids.sysUpTime) ?? '');
    return {
      vendor: 'zte',
      ...readSysDescr(text(systemOids.sysDescr)),
      patch: null,
      hostname: text(systemOids.sysName),
      uptimeSeconds: ticks === null ? null : Math.floor(ticks / 100),
    };
  },
};

/** A C6xx does not have the command, and no source shows the screen of the one it has instead. */
export const readSystem = { c3xx: [overCli, overSnmp], c6xx: [overSnmp] };
