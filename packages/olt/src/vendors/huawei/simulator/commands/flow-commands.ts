import type { OnuAddress, PonPortAddress } from '@field/core';
import type { SimulatedFlow, SimulatedOlt } from '../../../../contract/simulated-olt.ts';
import type { Arguments } from '../arguments.ts';
import type { Command, Reply, Session } from '../command.ts';
import { failure } from '../command.ts';
import { anyMode } from '../modes.ts';
import { flowListScreen } from '../screens/flow-screens.ts';
import { readOnuId, readSlashedPort, whenQuiet, withOnu } from './places.ts';

const maxVlan = 4094;
const maxFlow = 65_535;
const maxTable = 1023;
const none = 'No service virtual port can be operated';

/** `inbound traffic-table index 6 outbound traffic-table index 6`, also as `rx-cttr 6 tx-cttr 6`. */
function readTables(args: Arguments): { inbound: number | null; outbound: number | null } {
  let inbound: number | null = null;
  let outbound: number | null = null;
  for (;;) {
    const which = args.optional('inbound', 'outbound', 'rx-cttr', 'tx-cttr');
    if (!which) return { inbound, outbound };
    if (which === 'inbound' || which === 'outbound') {
      args.keyword('traffic-table');
      args.keyword('index');
    }
    const table = args.number('traffic-table-index', 0, maxTable);
    if (which === 'inbound' || which === 'rx-cttr') inbound = table;
    else outbound = table;
  }
}

function missingTable(olt: SimulatedOlt, ...tables: readonly (number | null)[]): Reply {
  return tables.some((table) => table !== null && !olt.trafficTables.has(table))
    ? failure('The traffic table does not exist')
    : undefined;
}

function readOnuWords(args: Arguments, session: Session): OnuAddress {
  const at = readSlashedPort(args, session);
  args.keyword('ont');
  return { ...at, onuId: readOnuId(args) };
}

/** `service-port [index] vlan ...` creates, `service-port index inbound ...` changes the speed. */
function create(args: Arguments, session: Session) {
  const { olt } = session;
  const index = args.optionalNumber('index', 0, maxFlow);
  if (index !== undefined && /^(in|out)/.test(args.peek?.text ?? '')) return changeSpeed(args, olt, index);
  args.keyword('vlan');
  const vlan = args.number('vlanid', 1, maxVlan);
  args.keyword('gpon');
  const address = readOnuWords(args, session);
  args.keyword('gemport');
  const gemPort = args.number('gemport-index', 0, 1023);
  let userVlan: number | null = null;
  if (args.optional('multi-service')) {
    args.keyword('user-vlan');
    userVlan = args.number('user-vlanid', 1, maxVlan);
  }
  const transform = args.optional('tag-transform')
    ? (args.keyword('default', 'translate', 'translate-and-add', 'transparent') ?? 'default')
    : 'default';
  let innerVlan: number | null = null;
  if (transform === 'translate-and-add') {
    args.keyword('inner-vlan');
    innerVlan = args.number('inner-vlanid', 1, maxVlan);
    if (args.optional('inner-priority')) args.number('inner-priority', 0, 7);
  }
  const { inbound, outbound } = readTables(args);
  return () =>
    whenQuiet(olt, () => {
      const refused = refusal(olt, { index, vlan, address, gemPort, userVlan });
      if (refused) return refused;
      const missing = missingTable(olt, inbound, outbound);
      if (missing) return missing;
      olt.addFlow({
        index: index ?? freeIndex(olt),
        address,
        vlan,
        gemPort,
        userVlan,
        transform,
        innerVlan,
        inboundTable: inbound,
        outboundTable: outbound,
      });
      return undefined;
    });
}

function refusal(
  olt: SimulatedOlt,
  flow: Pick<SimulatedFlow, 'vlan' | 'address' | 'gemPort' | 'userVlan'> & { index: number | undefined },
): Reply {
  if (!olt.vlans.has(flow.vlan)) return failure('VLAN does not exist');
  if (!olt.port(flow.address)) return failure('This board does not exist');
  const onu = olt.onu(flow.address);
  if (!onu) return failure('The ONT does not exist');
  const gemPorts = olt.lineProfiles.get(onu.lineProfileId)?.gemPorts ?? [];
  if (!gemPorts.some(({ index }) => index === flow.gemPort)) return failure('The GEM port does not exist');
  const same = olt
    .flows(flow.address)
    .some(({ gemPort, userVlan }) => gemPort === flow.gemPort && userVlan === flow.userVlan);
  if (same || (flow.index !== undefined && olt.flow(flow.index)))
    return failure('Service virtual port has existed already');
  return undefined;
}

function freeIndex(olt: SimulatedOlt): number {
  let index = 1;
  while (olt.flow(index)) index += 1;
  return index;
}

function changeSpeed(args: Arguments, olt: SimulatedOlt, index: number) {
  const { inbound, outbound } = readTables(args);
  return () =>
    whenQuiet(olt, () => {
      const flow = olt.flow(index);
      if (!flow) return failure('The service virtual port does not exist');
      const missing = missingTable(olt, inbound, outbound);
      if (missing) return missing;
      flow.inboundTable = inbound ?? flow.inboundTable;
      flow.outboundTable = outbound ?? flow.outboundTable;
      olt.touch();
      return undefined;
    });
}

/** One by index, silently; or all of a port, an ONU or a GEM port, after a question. */
function remove(args: Arguments, session: Session) {
  const { olt } = session;
  const index = args.optionalNumber('index', 0, maxFlow);
  if (index !== undefined)
    return () =>
      whenQuiet(olt, () => {
        if (!olt.flow(index)) return failure('The service virtual port does not exist');
        olt.removeFlow(index);
        return undefined;
      });
  const by = args.keyword('port', 'vlan');
  const vlan = by === 'vlan' ? args.number('vlanid', 1, maxVlan) : null;
  if (by === 'vlan') args.keyword('gpon');
  const at = readSlashedPort(args, session);
  const onuId = args.optional('ont') ? readOnuId(args) : null;
  const gemPort = args.optional('gemport') ? args.number('gemport-index', 0, 1023) : null;
  return () =>
    whenQuiet(olt, () => {
      const chosen = flowsAt(olt, at, onuId).filter(
        (flow) => (vlan === null || flow.vlan === vlan) && (gemPort === null || flow.gemPort === gemPort),
      );
      return chosen.length === 0 ? failure(none) : removeMany(session, chosen);
    });
}

function flowsAt(olt: SimulatedOlt, at: PonPortAddress, onuId: number | null): readonly SimulatedFlow[] {
  if (onuId !== null) return olt.flows({ ...at, onuId });
  return olt
    .flows()
    .filter(
      ({ address }) => address.slot === at.slot && address.port === at.port && address.shelf === at.shelf,
    );
}

async function removeMany(session: Session, flows: readonly SimulatedFlow[]): Promise<Reply> {
  await session.print([
    '  Warning: The operation will delete multiple or all service ports and cause interruptions of many user services.',
    '  It will take several minutes, and console may timeout,',
    '  please use command idle-timeout to set time limit',
  ]);
  if (!(await session.confirm('Are you sure to release service virtual port(s)?'))) return undefined;
  for (const { index } of flows) session.olt.removeFlow(index);
  return [
    '  The number of total service virtual port in this',
    `  operation:       ${flows.length}`,
    '  Deleting start...',
    '',
    '  Deleting end:',
    '  The number of total service virtual port which need be',
    `  deleted:   ${flows.length}`,
    '  The number of total service virtual port which have been',
    `  deleted: ${flows.length}`,
  ];
}

function show(args: Arguments, session: Session) {
  const { olt } = session;
  const list = (flows: readonly SimulatedFlow[]) =>
    flows.length === 0 ? failure(none) : flowListScreen(olt, flows);
  if (args.keyword('all', 'port') === 'all') return () => list(olt.flows());
  const at = readSlashedPort(args, session);
  const onuId = args.optional('ont') ? readOnuId(args) : null;
  return () =>
    onuId === null
      ? list(flowsAt(olt, at, null))
      : withOnu(olt, { ...at, onuId }, () => list(flowsAt(olt, at, onuId)));
}

/** Service flows. */
export const flowCommands: readonly Command[] = [
  {
    words: 'service-port',
    modes: ['config'],
    completion: '<cr>|bundle<K>|inbound<K>|rx-cttr<K>',
    read: create,
  },
  {
    words: 'undo service-port',
    modes: ['config'],
    completion: (line) =>
      /service-port\s+\d/.test(line) || line.includes('gemport') ? null : '<cr>|gemport<K>',
    read: remove,
  },
  { words: 'display service-port', modes: anyMode, read: show },
];
