import type { SimulatedFlow, SimulatedOlt } from '../../../../contract/simulated-olt.ts';
import { row, rule } from './layout.ts';

/** `display service-port all` and its narrower forms. */
export function flowListScreen(olt: SimulatedOlt, flows: readonly SimulatedFlow[]): string[] {
  const up = flows.filter((flow) => isUp(olt, flow)).length;
  return [
    '  Switch-Oriented Flow List',
    rule(),
    '   INDEX VLAN VLAN     PORT F/ S/ P VPI  VCI   FLOW  FLOW       RX   TX   STATE',
    '         ID   ATTR     TYPE                    TYPE  PARA',
    rule(),
    ...flows.map((flow) => {
      const { shelf, slot, port, onuId } = flow.address;
      return row(
        [flow.index, -8],
        ['', 1],
        [flow.vlan, 5],
        [flow.transform === 'translate-and-add' ? 'stacking' : 'common', 9],
        ['gpon', 5],
        [`${shelf}/${String(slot).padEnd(2)}/${String(port).padEnd(2)}`, 8],
        [onuId, 5],
        [flow.gemPort, 6],
        [flow.userVlan === null ? '-' : 'vlan', 6],
        [flow.userVlan ?? '-', 11],
        [flow.inboundTable ?? '-', 5],
        [flow.outboundTable ?? '-', 5],
        [isUp(olt, flow) ? 'up' : 'down', 5],
      );
    }),
    rule(),
    `   Total : ${flows.length}  (Up/Down : ${String(up).padStart(4)}/${flows.length - up})`,
    '   Note : F--Frame, S--Slot, P--Port,',
    '          VPI indicates ONT ID for PON, VCI indicates GEM index for GPON,',
    '          v/e--vlan/encap, pritag--priority-tagged,',
    '          ppp--pppoe, ip--ipoe, ip4--ipv4oe, ip6--ipv6oe, vxl--vxlan.',
    '          When FLOW TYPE is plist, the value of FLOW PARA is a byte in',
    '          hexadecimal format and indicates a priority list. Eight bits',
    '          of its binary value indicate priorities 0-7 from the least',
    '          significant bit to the most significant bit. Value 1 indicates',
    '          that the priority is used. For example, if FLOW PARA is 0x23 and',
    '          its binary format is 0010 0011, priorities 0, 1 and 5 are used',
  ];
}

function isUp(olt: SimulatedOlt, flow: SimulatedFlow): boolean {
  return olt.onu(flow.address)?.run === 'online';
}
