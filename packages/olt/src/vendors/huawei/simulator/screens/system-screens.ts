import type { SimulatedOlt } from '../../../../contract/vendor-simulator.ts';
import { durationText } from '../times.ts';
import { row, rule } from './layout.ts';

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

export function temperatureScreen(olt: SimulatedOlt): string[] {
  return olt.cards.flatMap(({ slot, name, temperatureCelsius }, index) => [
    ...(index === 0 ? [] : ['']),
    `  SlotID: ${String(slot).padStart(2)}      BoardName: ${name}       Temperature: ${String(temperatureCelsius).padStart(4)}C(${String(
      Math.round(temperatureCelsius * 1.8 + 32),
    ).padStart(4)}F)`,
  ]);
}
