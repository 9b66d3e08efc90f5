import type { SimulatedLineProfile } from '../../../../contract/simulated-chassis.ts';
import type { SimulatedOlt, SimulatedOnu } from '../../../../contract/simulated-olt.ts';
import { row, rule } from './layout.ts';

/** `display ont-lineprofile gpon all` and `display ont-srvprofile gpon all`; the two differ in the length of their rules. */
export function profileListScreen(
  profiles: readonly { readonly id: number; readonly name: string; readonly bindings: number }[],
  ruleLength: number,
): string[] {
  return [
    rule(ruleLength),
    '  Profile-ID  Profile-name                                Binding times',
    rule(ruleLength),
    ...profiles.map(({ id, name, bindings }) => row(['', 2], [id, 12], [name, 44], [bindings, 12])),
    rule(ruleLength),
    `  Total: ${profiles.length}`,
  ];
}

/** The line and service profile below a single ONU. */
export function profileBlocks(olt: SimulatedOlt, onu: SimulatedOnu): string[] {
  const line = olt.lineProfiles.get(onu.lineProfileId);
  const service = olt.serviceProfiles.get(onu.serviceProfileId);
  const lan = Array.from({ length: service?.ethPorts ?? 0 }, (_, index) => index + 1);
  return [
    rule(),
    `  Line profile ID      : ${onu.lineProfileId}`,
    `  Line profile name    : ${line?.name ?? ''}`,
    rule(),
    '  FEC upstream switch :Disable',
    '  OMCC Encrypt switch :On',
    '  Qos mode            :Pq',
    '  Mapping mode        :Vlan',
    '  Tr069 management    :Disable',
    rule(),
    '  Notes: * indicates Discrete TCONT(TCONT Unbound)',
    rule(),
    ...(line?.tconts ?? []).flatMap(({ id, dbaProfileId }) => [
      `  <T-CONT ${String(id).padStart(3)}>          DBA Profile-ID:${dbaProfileId}`,
      ...(line?.gemPorts ?? []).filter(({ tcont }) => tcont === id).flatMap(gemBlock),
    ]),
    rule(),
    `  Service profile ID   : ${onu.serviceProfileId}`,
    `  Service profile name : ${service?.name ?? ''}`,
    rule(),
    '  Port-type     Port-number',
    rule(),
    `  POTS          ${service?.potsPorts ?? 0}`,
    `  ETH           ${service?.ethPorts ?? 0}`,
    '  TDM           0',
    '  MOCA          0',
    '  CATV          0',
    rule(),
    '  TDM port type                     : E1',
    '  TDM service type                  : TDMoGem',
    '  MAC learning function switch      : enable',
    '  ONT transparent function switch   : disable',
    '  Multicast forward mode            : Unconcern',
    '  Multicast forward VLAN            : -',
    '  Multicast mode                    : Unconcern',
    '  Upstream IGMP packet forward mode : Unconcern',
    '  Upstream IGMP packet forward VLAN : -',
    '  Upstream IGMP packet priority     : -',
    '  Native VLAN option                : Concern',
    '  Upstream PQ color policy          : None',
    '  Downstream PQ color policy        : None',
    rule(),
    '  Port-type Port-ID QinQmode  PriorityPolicy Inbound     Outbound',
    rule(),
    ...lan.map(
      (port) => `  ETH       ${String(port).padEnd(8)}unconcern unconcern      unconcern   unconcern`,
    ),
    rule(),
    '  Notes: * indicates the discretely configured traffic profile',
    rule(),
    '  Port-type Port-ID Dscp-mapping-table-index',
    rule(),
    ...lan.map((port) => `  ETH       ${String(port).padEnd(8)}0`),
    '  IPHOST    1       0',
    rule(),
    '  Port   Port   Service-type Index S-VLAN S-PRI C-VLAN C-PRI ENCAP      S-PRI',
    '  type   ID                                                             POLICY',
    rule(),
    ...(service?.vlan == null
      ? []
      : [
          row(
            ['  ETH    1      Translation  1     ', 0],
            [service.vlan, 7],
            ['-     ', 0],
            [service.vlan, 7],
            ['-     -          -', 0],
          ),
        ]),
    rule(),
    '  Notes: * indicates transparent attribute of the vlan',
    rule(),
    '  Port-type  Port-ID    IGMP-mode         IGMP-VLAN  IGMP-PRI  Max-MAC-Count',
    rule(),
    ...lan.map(
      (port) =>
        `  ETH        ${String(port).padStart(7)}    -                         -         -      Unlimited`,
    ),
    rule(),
    '  Alarm policy profile ID      : 0',
    '  Alarm policy profile name    : alarm-policy_0',
    rule(),
  ];
}

function gemBlock({ index, vlans }: SimulatedLineProfile['gemPorts'][number]): string[] {
  return [
    `    <Gem Index ${index}>`,
    rule(72, 4),
    '    |Serv-Type:ETH |Encrypt:off |Cascade:off |GEM-CAR:-            |',
    '    |Upstream-priority-queue:-  |Downstream-priority-queue:-       |',
    rule(72, 4),
    '     Mapping VLAN  Priority Port   Port  Bundle  Flow  Transparent',
    '     index                  type   ID    ID      CAR',
    rule(72, 4),
    ...vlans.map((vlan, mapping) =>
      row([`     ${mapping}`, 13], [vlan, 6], ['-        -      -     -       -     -', 0]),
    ),
    rule(72, 4),
  ];
}
