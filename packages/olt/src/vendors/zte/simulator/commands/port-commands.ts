import type { Command } from '../command.ts';
import { refuse } from '../command.ts';

/** What is done in the interface of a PON port. */
export const portCommands: readonly Command[] = [
  {
    syntax: 'onu <onuId> type <type:name> sn <serial>',
    modes: ['pon-port'],
    run(session, { onuId, type, serial = '' }) {
      const { olt, dialect, view } = session;
      if (!view.at) return refuse(session, 'no-interface');
      const address = { ...view.at, onuId: Number(onuId) };
      const profile = [...olt.serviceProfiles.values()].find(({ name }) => name === type);
      if (!profile) return [dialect.faults.parameter];
      if (olt.onu(address)) return refuse(session, 'exists');
      const serialNumber = serial.toUpperCase();
      if (olt.findOnu(serialNumber)) return refuse(session, 'serial-exists');
      const onu = olt.addOnu({
        ...{ address, serialNumber },
        authentication: 'serialNumber',
        ...{ lineProfileId: 0, serviceProfileId: profile.id },
        description: '',
      });
      // What a C3xx adds by itself.
      if (dialect.family === 'c3xx') onu.lines.set('interface', ['sn-bind enable sn']);
      return dialect.done;
    },
  },
  {
    syntax: 'no onu <onuId>',
    modes: ['pon-port'],
    run(session, { onuId }) {
      const { olt, dialect, view } = session;
      const address = view.at && { ...view.at, onuId: Number(onuId) };
      if (!address || !olt.onu(address)) return [dialect.nothing];
      olt.removeOnu(address);
      return dialect.done;
    },
  },
];
