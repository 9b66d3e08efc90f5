import type { SimulatedCard } from '../../../../contract/simulated-chassis.ts';
import type { SimulatedOlt } from '../../../../contract/simulated-olt.ts';
import { durationText } from '../times.ts';
import { row, rule } from './layout.ts';
import { onuStatesScreen } from './onu-list-screens.ts';

export function versionScreen(olt: SimulatedOlt): string[] {
  const { softwareVersion, patch, model } = olt.chassis;
  const area = (name: string) => [
    ' ',
    `  ${name} Mainboard Running Area Information: `,
    rule(50),
    '  Current Program Area : Area A ',
    '  Current Data Area : Area A',
    ' ',
    `  Program Area A Version : ${softwareVersion} `,
    `  Program Area B Version : ${softwareVersion}`,
    ' ',
    `  Data Area A Version : ${softwareVersion} `,
    `  Data Area B Version : ${softwareVersion} `,
    rule(50),
  ];
  return [
    '',
    `  VERSION : ${softwareVersion}`,
    `  PATCH   : ${patch}`,
    `  PRODUCT : ${model}`,
    ...area('Active'),
    ...area('Standby'),
    ' ',
    `  Uptime is ${durationText(olt.now().getTime() - olt.startedAt.getTime())}`,
  ];
}

export function uptimeScreen(olt: SimulatedOlt): string[] {
  const words = durationText(olt.now().getTime() - olt.startedAt.getTime());
  return [`  System up time: ${words.replaceAll('(s),', '').replace('(s)', '')}`];
}

export function boardScreen(olt: SimulatedOlt): string[] {
  const bySlot = new Map(olt.cards.map((card) => [card.slot, card]));
  const rows = Array.from({ length: olt.chassis.slots }, (_, slot) => {
    const card = bySlot.get(slot);
    if (!card) return `  ${String(slot).padEnd(6)}`;
    const online = card.status.includes('failed') ? 'Offline' : '';
    return row(
      ['', 2],
      [slot, 8],
      [card.name, 11],
      [card.status, 16],
      [card.subType, 9],
      ['', 12],
      [online, 9],
    );
  });
  return [
    rule(73),
    '  SlotID  BoardName  Status          SubType0 SubType1    Online/Offline',
    rule(73),
    ...rows,
    rule(73),
  ];
}

/** `display board 0/1`: the card, its ports, and the ONUs of every port that has some. */
export function cardScreen(olt: SimulatedOlt, card: SimulatedCard): string[] {
  const ports = olt.ports.filter(({ at }) => at.slot === card.slot);
  const head = [
    rule(39),
    `  Board Name          : ${card.name}`,
    `  Board Status        : ${card.status.replace('_', ' ')}`,
    rule(39),
  ];
  if (ports.length === 0) return head;
  return [
    ...head,
    '',
    rule(),
    '  Port   Port   min-distance   max-distance   Optical-module',
    '         type      (km)           (km)          status',
    rule(),
    ...ports.map(
      ({ at }) => `  ${String(at.port).padStart(4)}   GPON   0              20             Online`,
    ),
    rule(),
    ...ports.flatMap(({ at }) => {
      const onus = olt.onus(at);
      return onus.length === 0 ? [] : onuStatesScreen(at, onus);
    }),
  ];
}

export function temperatureScreen(olt: SimulatedOlt): string[] {
  return olt.cards.flatMap(({ slot, name, temperatureCelsius }, index) => [
    ...(index === 0 ? [] : ['']),
    `  SlotID: ${String(slot).padStart(2)}      BoardName: ${name}       Temperature: ${String(temperatureCelsius).padStart(4)}C(${String(
      Math.floor(temperatureCelsius * 1.8 + 32),
    ).padStart(4)}F)`,
  ]);
}
