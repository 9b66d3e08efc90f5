import type { SimulatedOlt, SimulatedOltEvent } from '../../../contract/simulated-olt.ts';
import { zonedTime } from './times.ts';

type EventOf<Kind extends SimulatedOltEvent['kind']> = Extract<SimulatedOltEvent, { kind: Kind }>;

/** An alarm block as a terminal shows it when nobody asked. */
export function alarmText(event: EventOf<'alarm'>, olt: SimulatedOlt): string {
  if (event.text !== null) return `${event.text}\r\n`;
  const { shelf, slot, port } = event.at;
  const now = zonedTime(olt.now(), olt.utcOffsetMinutes);
  return [
    '',
    `  ! RUNNING MAJOR ${now} ALARM NAME :The distributed optical fiber is broken or the OLT cannot`,
    '    receive any expected optical signals from the ONT(LOSi)',
    `    PARAMETERS :FrameID: ${shelf}, SlotID: ${slot}, PortID: ${port}, ONT ID: 3`,
    '    DESCRIPTION :The OLT cannot receive expected optical signals from the ONT',
    '    CAUSE :1. The drop fiber is broken 2. The ONT is faulty',
    '    ADVICE :1. Check the drop fiber 2. Replace the ONT',
    '    --- END',
    '',
  ].join('\r\n');
}

/** What every terminal shows while a save runs. */
export function saveProgressText(event: EventOf<'save-progress' | 'saved'>, olt: SimulatedOlt): string {
  const slot = olt.cards.find(({ status }) => status === 'Active_normal')?.slot ?? 0;
  if (event.kind === 'saved') {
    return [
      `  The data of ${slot} slot's control board is saved completely`,
      '',
      '  Configuration file had been saved successfully',
      '  Note: The configuration file will take effect after being activated',
      '',
    ].join('\r\n');
  }
  const now = zonedTime(olt.now(), olt.utcOffsetMinutes);
  return `  [${now}]:The percentage of saved data on ${slot} slot's control board is: ${event.percent}%\r\n`;
}
