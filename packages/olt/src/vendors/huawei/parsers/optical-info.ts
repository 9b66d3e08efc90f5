import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { type KeyValues, readKeyValues } from '../../../toolkit/key-value.ts';
import { parseFailed, readSections, replyCut } from '../../../toolkit/lines.ts';
import {
  type ReadingName,
  readReading,
  type SignalReadings,
  toOnuSignal,
} from '../../../toolkit/optical-power.ts';

/** The readings of one ONU of a port; the command names neither shelf nor slot. */
export interface ListedReadings {
  readonly onuId: number;
  readonly readings: SignalReadings;
}

/** Columns of the table for a whole port, by how their headers begin. Older firmware has no distance. */
const columns: readonly (readonly [RegExp, ReadingName])[] = [
  [/^Rx power$/, 'rxAtOnuDbm'],
  [/^Tx power$/, 'txAtOnuDbm'],
  [/^OLT Rx ONT$/, 'rxAtOltDbm'],
  [/^Temperature$/, 'temperatureCelsius'],
  [/^Voltage$/, 'voltageVolts'],
  [/^Current$/, 'biasMilliamps'],
  [/^Distance$/, 'distanceMetres'],
];

/** All online ONUs of a port, from `display ont optical-info 0 all` in a board's mode. */
export function parseOpticalList(text: string, command: string): ListedReadings[] {
  const [before = [], [first = ''] = [], rows = [], after = []] = readSections(text, command, 4);
  const unexpected = before[0] ?? after[0];
  if (unexpected !== undefined) throw parseFailed(command, unexpected);
  const [id, ...names] = first.trim().split(/ {2,}/);
  if (id !== 'ONT') throw parseFailed(command, first);
  const wanted = names.map((name) => columns.find(([pattern]) => pattern.test(name))?.[1]);
  return rows.map((row) => {
    const [onuId = '', ...cells] = row.trim().split(/\s+/);
    if (!/^\d{1,3}$/.test(onuId) || cells.length !== names.length) throw parseFailed(command, row);
    const readings = wanted.flatMap((name, index) => {
      if (!name) return [];
      const reading = readReading(name, cells[index] ?? '');
      if (!reading) throw parseFailed(command, row);
      return [[name, reading] as const];
    });
    return { onuId: Number(onuId), readings: Object.fromEntries(readings) };
  });
}

const keys: readonly (readonly [ReadingName, string])[] = [
  ['rxAtOnuDbm', 'Rx optical power(dBm)'],
  ['txAtOnuDbm', 'Tx optical power(dBm)'],
  ['rxAtOltDbm', 'OLT Rx ONT optical power(dBm)'],
  ['temperatureCelsius', 'Temperature(C)'],
  ['voltageVolts', 'Voltage(V)'],
  ['biasMilliamps', 'Laser bias current(mA)'],
];

/**
 * One ONU's optics, from `display ont optical-info 0 3` in a board's mode. Units of other makers, and older ones, leave out lines:
 * what is absent was not reported. Only the rule at the end says that the screen is complete.
 */
export function parseOpticalInfo(text: string, command: string): SignalReadings {
  const [before = [], block = [], after = []] = readSections(text, command, 3);
  const unexpected = before[0] ?? after[0];
  if (unexpected !== undefined) throw parseFailed(command, unexpected);
  if (block.length === 0) throw replyCut(command, text);
  const values = readKeyValues(block, { command });
  return Object.fromEntries(keys.map(([name, key]) => [name, readValue(values, name, key, command)]));
}

function readValue(values: KeyValues, name: ReadingName, key: string, command: string) {
  const text = values.value(key);
  // Some firmware prints `-18.18, out of range[-27.00, -8.00]`-like remarks behind the number.
  const reading = readReading(name, text === null ? null : (text.split(',')[0] ?? ''));
  if (!reading) throw parseFailed(command, `${key} : ${text}`);
  return reading;
}

/** A capture tells neither where the board is nor when it was taken. */
function toCapturedSignal(port: string, onuId: number, readings: SignalReadings) {
  const signal = toOnuSignal({ shelf: 0, slot: 0, port: Number(port), onuId }, readings, '');
  return { ...signal, address: { shelf: null, slot: null, port: Number(port), onuId }, measuredAt: null };
}

export const opticalListScreen: ScreenParser = {
  title: 'display ont optical-info <port> all',
  command: /^display ont optical-info \d{1,3} all$/,
  parse: (text, command) => {
    const port = command.split(' ').at(-2) ?? '';
    return parseOpticalList(text, command).map(({ onuId, readings }) =>
      toCapturedSignal(port, onuId, readings),
    );
  },
};

export const opticalInfoScreen: ScreenParser = {
  title: 'display ont optical-info <port> <id>',
  command: /^display ont optical-info \d{1,3} \d{1,3}$/,
  parse: (text, command) => {
    const [port = '', onuId] = command.split(' ').slice(-2);
    return [toCapturedSignal(port, Number(onuId), parseOpticalInfo(text, command))];
  },
};
