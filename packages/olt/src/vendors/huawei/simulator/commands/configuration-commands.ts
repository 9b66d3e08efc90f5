import type { OnuAddress } from '@field/core';
import type { SimulatedFlow, SimulatedOnu, SimulatedWan } from '../../../../contract/simulated-olt.ts';
import type { Arguments } from '../arguments.ts';
import type { Command, Session } from '../command.ts';
import { failure } from '../command.ts';
import { privileged } from '../modes.ts';
import { configurationScreen, flowLine } from '../screens/configuration-screen.ts';
import { readOnuHere, readOnuId, readPortHere, readSlashedPort, whenQuiet, withOnu } from './places.ts';

const maxVlan = 4094;

function nativeVlan(args: Arguments, session: Session) {
  const { olt } = session;
  const address = readOnuHere(args, session);
  args.keyword('eth');
  const port = args.number('ont-portid', 1, 8);
  args.keyword('vlan');
  const vlan = args.number('vlanid', 0, maxVlan);
  const priority = args.optional('priority') ? args.number('priority', 0, 7) : 0;
  return () =>
    whenQuiet(olt, () =>
      withOnu(olt, address, (onu) => {
        // A unit that never answered can be prepared; one that did has the ports it has.
        if (onu.unit && port > onu.unit.ethPorts)
          return ['  Set ONT port(s) VLAN configuration, success: 0, failed: 1'];
        const known = onu.nativeVlans.get(port);
        if (known && known.vlan === vlan && known.priority === priority)
          return failure('Make configuration repeatedly');
        onu.nativeVlans.set(port, { vlan, priority });
        olt.touch();
        return ['  Set ONT port(s) VLAN configuration, success: 1, failed: 0'];
      }),
    );
}

/** The WAN of an ONU that routes. */
function ipConfig(args: Arguments, session: Session) {
  const { olt } = session;
  const address = readOnuHere(args, session);
  args.keyword('ip-index');
  const index = args.number('ip-index', 0, 3);
  const kind = args.keyword('dhcp', 'pppoe');
  let username = '';
  if (kind === 'pppoe') {
    args.keyword('user-account');
    args.keyword('username');
    username = args.text('username', 64);
    args.keyword('password');
    args.text('password', 64);
  }
  args.keyword('vlan');
  const vlan = args.number('vlanid', 0, maxVlan);
  const priority = args.optional('priority') ? args.number('priority', 0, 7) : 0;
  return () =>
    whenQuiet(olt, () =>
      withOnu(olt, address, (onu) => {
        setWan(onu, { index, kind: kind === 'dhcp' ? 'DHCP' : 'PPPoE', username, vlan, priority });
        olt.touch();
        return undefined;
      }),
    );
}

function setWan(
  onu: SimulatedOnu,
  wan: { index: number; kind: 'DHCP' | 'PPPoE'; username: string; vlan: number; priority: number },
): void {
  const others = onu.wans.filter(({ index }) => index !== wan.index);
  const host = (onu.address.port * 32 + onu.address.onuId) % 250;
  onu.wans.length = 0;
  onu.wans.push(...others, {
    index: wan.index,
    name: `${wan.index}_INTERNET_R_VID_${wan.vlan}`,
    service: 'Internet',
    accessType: wan.kind,
    username: wan.username,
    vlan: wan.vlan,
    priority: wan.priority,
    ipv4:
      onu.run === 'online'
        ? {
            address: `100.64.${onu.address.slot}.${host + 2}`,
            mask: '255.255.255.255',
            gateway: '100.64.0.1',
          }
        : null,
    mac: onu.unit?.mac ?? '0000-0000-0000',
  });
  onu.wans.sort((a, b) => a.index - b.index);
}

/** What is set on a WAN that is there; nothing of it is on a screen. */
function changeWan(words: string, read: (args: Arguments) => (wan: SimulatedWan) => void): Command {
  return {
    words,
    modes: ['gpon'],
    read: (args, session) => {
      const address = readOnuHere(args, session);
      const index = args.optional('ip-index') ? args.number('ip-index', 0, 3) : null;
      const change = read(args);
      return () =>
        withOnu(session.olt, address, ({ wans }) => {
          for (const wan of wans) if (index === null || wan.index === index) change(wan);
          session.olt.touch();
          return undefined;
        });
    },
  };
}

function removeWan(args: Arguments, session: Session) {
  const { olt } = session;
  const address: OnuAddress = readOnuHere(args, session);
  args.keyword('ip-index');
  const index = args.number('ip-index', 0, 3);
  return () =>
    whenQuiet(olt, () =>
      withOnu(olt, address, ({ wans }) => {
        const at = wans.findIndex((wan) => wan.index === index);
        if (at !== -1) wans.splice(at, 1);
        olt.touch();
        return undefined;
      }),
    );
}

/** Follow-ups of a WAN that need the WAN to be there and keep nothing a screen shows. */
function wanFollowUp(words: string, rest: (args: Arguments) => void): Command {
  return {
    words,
    modes: ['gpon'],
    read: (args, session) => {
      const address = readOnuHere(args, session);
      rest(args);
      return () =>
        withOnu(session.olt, address, () => {
          session.olt.touch();
          return undefined;
        });
    },
  };
}

function showConfiguration(args: Arguments, session: Session) {
  const { olt } = session;
  if (args.optional('ont')) {
    const at = readSlashedPort(args, session);
    const address = { ...at, onuId: readOnuId(args) };
    return () =>
      withOnu(olt, address, (onu) => configurationScreen(olt, { ports: [at], onus: [onu], whole: false }));
  }
  if (args.optional('port')) {
    const at = readSlashedPort(args, session);
    return () => configurationScreen(olt, { ports: [at], onus: olt.onus(at), whole: false });
  }
  if (args.optional('service-port')) {
    const index = args.optionalNumber('index', 0, 65_535);
    return () => flowConfiguration(index === undefined ? olt.flows() : [olt.flow(index)]);
  }
  const section = args.optional('section') ? args.keyword('gpon', 'bbs-config') : undefined;
  if (section === 'bbs-config') return () => flowConfiguration(olt.flows());
  args.optional('include-default');
  const ports = olt.ports.map((port) => port.at);
  return () => configurationScreen(olt, { ports, onus: olt.onus(), whole: section === undefined });
}

function flowConfiguration(flows: readonly (SimulatedFlow | null)[]): string[] {
  const known = flows.filter((flow) => flow !== null);
  return known.length === 0
    ? failure('No service virtual port can be operated')
    : ['[bbs-config]', '  <bbs-config>', ...known.map(flowLine), '#', 'return'];
}

/** What is set on ONUs, and the configuration read back. */
export const configurationCommands: readonly Command[] = [
  { words: 'ont port native-vlan', modes: ['gpon'], read: nativeVlan },
  { words: 'ont ipconfig', modes: ['gpon'], read: ipConfig },
  { words: 'undo ont ipconfig', modes: ['gpon'], read: removeWan },
  changeWan('ont internet-config', () => (wan) => {
    wan.internet = true;
  }),
  changeWan('undo ont internet-config', () => (wan) => {
    wan.internet = false;
  }),
  changeWan('ont wan-config', (args) => {
    args.keyword('profile-id');
    const profileId = args.number('profile-id', 0, 64);
    return (wan) => {
      wan.profileId = profileId;
    };
  }),
  changeWan('undo ont wan-config', () => (wan) => {
    delete wan.profileId;
  }),
  wanFollowUp('ont policy-route-config', (args) => {
    args.keyword('profile-id');
    args.number('profile-id', 0, 64);
  }),
  wanFollowUp('ont tr069-server-config', (args) => {
    args.keyword('profile-id');
    args.number('profile-id', 0, 64);
  }),
  wanFollowUp('ont port route', (args) => {
    args.keyword('eth');
    args.number('ont-portid', 1, 8);
    args.keyword('enable', 'disable');
  }),
  {
    words: 'port',
    modes: ['gpon'],
    read: (args, session) => {
      const at = readPortHere(args, session);
      args.keyword('ont-auto-find');
      const state = args.keyword('enable', 'disable');
      return () => {
        const port = session.olt.port(at);
        if (!port) return failure('This board does not exist');
        if (port.autofind === (state === 'enable')) return failure('Make configuration repeatedly');
        port.autofind = state === 'enable';
        session.olt.touch();
        return undefined;
      };
    },
  },
  {
    words: 'display current-configuration',
    modes: privileged,
    completion: '<cr>|include-default<K>|interface<K>|ont<K>|port<K>|section<K>|service-port<K>||<K>',
    read: showConfiguration,
  },
];
