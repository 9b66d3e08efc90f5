import { type Command, c6xxOnly, refuse } from '../command.ts';
import { inside, type Mode } from '../modes.ts';
import { gemPortsOf } from '../onu-lines.ts';
import { readOnu, readPon, readVport } from '../shapes.ts';

/** From `(config)#` and, without leaving it first, from below. */
const from: readonly Mode[] = ['config', ...inside];

/** What leads to a port, an ONU, a virtual port, the inside of an ONU. */
export const locationCommands: readonly Command[] = [
  {
    syntax: 'interface <pon>',
    modes: from,
    run(session, { pon = '' }) {
      const at = readPon(session.dialect, pon);
      if (!at || !session.olt.port(at)) return refuse(session, 'no-interface');
      session.go({ mode: 'pon-port', name: pon, at });
      return undefined;
    },
  },
  {
    syntax: 'interface <onu>',
    modes: from,
    run(session, { onu: name = '' }) {
      const onu = readOnu(session.dialect, name);
      if (!onu || !session.olt.onu(onu)) return refuse(session, 'no-interface');
      session.go({ mode: 'onu', name, onu });
      return undefined;
    },
  },
  {
    syntax: 'interface <vport>',
    modes: from,
    only: c6xxOnly,
    run(session, { vport = '' }) {
      const place = readVport(vport);
      const onu = place && session.olt.onu(place.onu);
      if (!onu || !gemPortsOf(onu).includes(place.gemPort)) return refuse(session, 'no-interface');
      session.go({ mode: 'vport', name: vport, ...place });
      return undefined;
    },
  },
  {
    syntax: 'pon-onu-mng <onu>',
    modes: from,
    run(session, { onu: name = '' }) {
      const onu = readOnu(session.dialect, name);
      if (!onu || !session.olt.onu(onu)) return refuse(session, 'no-interface');
      session.go({ mode: 'management', name, onu });
      return undefined;
    },
  },
];
