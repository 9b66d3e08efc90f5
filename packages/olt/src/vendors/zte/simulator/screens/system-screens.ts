import type { SimulatedCard } from '../../../../contract/simulated-chassis.ts';
import type { SimulatedOlt } from '../../../../contract/simulated-olt.ts';
import type { Dialect } from '../dialect.ts';
import { rowOf, rule } from './layout.ts';

/** Ports of cards that carry no PON. */
const otherPorts: Readonly<Record<string, number | null>> = {
  SMXA: 3,
  SCXN: null,
  PRWG: null,
  HUTQ: 4,
  SFUB: 4,
  PRVR: 0,
  'FCVDE-I': 0,
};

export function portsOf(olt: SimulatedOlt, { name }: SimulatedCard): number | null {
  return name === olt.chassis.ponCard.name ? olt.chassis.portsPerCard : (otherPorts[name] ?? null);
}

/** `show card` */
export function cardScreen(olt: SimulatedOlt, { family }: Dialect): string[] {
  const { shelf, softwareVersion } = olt.chassis;
  const cells = (card: SimulatedCard) => ({
    slot: `${card.slot}`,
    ports: `${portsOf(olt, card) ?? 'N/A'}`,
    present: card.status !== 'OFFLINE' && !/^PRW/.test(card.name),
  });
  if (family === 'c6xx')
    return [
      'Shelf Slot CfgType CardName        Port HardVer Status',
      ...olt.cards.map((card) => {
        const { slot, ports, present } = cells(card);
        const hardware = present ? 'V1.8.0  ' : ' '.repeat(10);
        return `${shelf}${slot.padStart(6)}    ${rowOf([`${card.name.padEnd(6)} ${card.subType}`, 23], [ports, 5], [hardware], [card.status])}`;
      }),
    ];
  return [
    'Rack Shelf Slot CfgType RealType Port  HardVer SoftVer         Status',
    rule(79),
    ...olt.cards.map((card) => {
      const { slot, ports, present } = cells(card);
      return rowOf(
        ...([
          ['1', 5],
          [`${shelf}`, 6],
          [slot, 5],
          [card.name, 8],
          [card.subType, 9],
          [ports, 6],
        ] as const),
        ...([[present ? 'V1.0.0' : '', 8], [present ? softwareVersion : '', 16], [card.status]] as const),
      );
    }),
  ];
}

/** Description and identity as SNMP tells them too. */
export function describe({ chassis }: SimulatedOlt): string {
  const { model, softwareVersion } = chassis;
  if (model === 'C600') return `ZXA10 ${model}, ZTE ZXA10 Software Version: ${softwareVersion}`;
  return model.startsWith('C6')
    ? `ZTE ZXA10 ${model} ${softwareVersion}`
    : `${model} Version ${softwareVersion} Software, Copyright (c) by ZTE Corporation Compiled`;
}

/** `show system-group`, which only a C3xx has. */
export function systemGroupScreen(olt: SimulatedOlt): string[] {
  const minutes = Math.floor((olt.now().getTime() - olt.startedAt.getTime()) / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  return [
    `System Description: ${describe(olt)}`,
    `System ObjectId: .${olt.chassis.sysObjectId}`,
    `Started before: ${days} days, ${hours} hours, ${minutes % 60} minutes`,
    'Contact with: ',
    `System name:  ${olt.hostname}`,
    'Location: ',
    'System Info:  256  56c6e108',
  ];
}
