import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { toInteger, toText } from '../../../toolkit/snmp-values.ts';
import { models, systemOids } from '../oids.ts';
import { parseVersion } from '../parsers/version.ts';
import { ask } from './ask.ts';

const overCli: ReadOperation<'readSystem'> = {
  needs: ['cli'],
  async read(sessions) {
    const command = 'display version';
    return { ...parseVersion((await ask(sessions, command)) ?? '', command), hostname: sessions.cli.host };
  },
};

const overSnmp: ReadOperation<'readSystem'> = {
  needs: ['snmp'],
  async read({ snmp, signal }) {
    const values = await snmp.get(Object.values(systemOids), signal);
    const text = (oid: string) => toText(values.get(oid) ?? '');
    // Hundredths of a second, which begin anew after 497 days.
    const ticks = toInteger(values.get(systemOids.sysUpTime) ?? '');
    return {
      vendor: 'huawei',
      model: models[text(systemOids.sysObjectId) ?? ''] ?? null,
      softwareVersion: text(systemOids.build) ?? text(systemOids.version),
      patch: null,
      hostname: text(systemOids.sysName),
      uptimeSeconds: ticks === null ? null : Math.floor(ticks / 100),
    };
  },
};

export const readSystem = [overCli, overSnmp];
