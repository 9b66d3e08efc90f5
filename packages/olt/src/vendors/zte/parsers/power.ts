import type { OnuAddress } from '@field/core';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed, replyCut, toLines } from '../../../toolkit/lines.ts';
import { type Reading, type SignalReadings, toReading } from '../../../toolkit/optical-power.ts';
import { onuIn, readOnuName } from '../address.ts';
import { readTableLines } from './table.ts';

type PowerName = 'rxAtOnuDbm' | 'txAtOnuDbm' | 'rxAtOltDbm';

const value = '(-?\\d{1,3}\\.\\d{1,3}\\(dbm\\)|no signal|N/A)';
const cells = new RegExp(`^\\s*(\\S+)\\s+${value}\\s*$`, 'i');
const link = new RegExp(
  `^\\s*(up|down)\\s+(Rx|Tx)\\s*:\\s*${value}\\s+(Rx|Tx)\\s*:\\s*${value}\\s+\\S+(?:\\(dB\\))?\\s*$`,
  'i',
);

/** Only a number directly before `(dbm)` is a power: any other may be of a place or a date. No light is the word of an ONU that is off. */
function readPower(name: PowerName, text: string): Reading {
  const number = /^(-?[\d.]+)\(dbm\)$/i.exec(text)?.[1];
  if (number !== undefined) return toReading(name, Number(number));
  return { missing: /^no signal$/i.test(text) ? 'offline' : 'notReported' };
}

/** One ONU's powers at both ends, from `show pon power attenuation <onu>`: the line up and the line down, each with both its ends. */
export function parseAttenuation(text: string, command: string): SignalReadings {
  const found = new Map<string, string>();
  for (const line of toLines(text)) {
    const [, direction = '', firstEnd = '', first = '', secondEnd = '', second = ''] = link.exec(line) ?? [];
    if (direction === '') {
      if (/^\s*(?:up|down)\b/i.test(line)) throw parseFailed(command, line);
      continue;
    }
    found.set(`${direction} ${firstEnd}`.toLowerCase(), first);
    found.set(`${direction} ${secondEnd}`.toLowerCase(), second);
  }
  const [upRx, upTx, downRx] = ['up rx', 'up tx', 'down rx'].map((end) => found.get(end));
  if (upRx === undefined || upTx === undefined || downRx === undefined) throw replyCut(command, text);
  return {
    rxAtOltDbm: readPower('rxAtOltDbm', upRx),
    txAtOnuDbm: readPower('txAtOnuDbm', upTx),
    rxAtOnuDbm: readPower('rxAtOnuDbm', downRx),
  };
}

/** What the columns of `show pon power` are: which end, which direction. */
export const powerColumns: Readonly<Record<string, PowerName>> = {
  'onu-rx': 'rxAtOnuDbm',
  'onu-tx': 'txAtOnuDbm',
  'olt-rx': 'rxAtOltDbm',
};

/** One power of each ONU, from `show pon power onu-rx|onu-tx|olt-rx <port or onu>`. */
export function parsePowers(
  text: string,
  command: string,
): { readonly address: OnuAddress; readonly reading: Reading }[] {
  const name = powerColumns[/ (onu-rx|onu-tx|olt-rx) /.exec(command)?.[1] ?? ''];
  if (name === undefined) throw parseFailed(command, command);
  const { rows } = readTableLines(text, /^\s*Onu\s+[RT]x power\s*$/i, command);
  return rows.map((row) => {
    const [, onu, power = ''] = cells.exec(row) ?? [];
    return { address: onuIn(onu, command, row), reading: readPower(name, power) };
  });
}

export const attenuationScreen: ScreenParser = {
  title: 'show pon power attenuation <onu>',
  command: /^show pon power attenuation gpon[-_]onu[-_]\S+$/,
  parse: (text, command) => {
    const address = readOnuName(command.split(' ').at(-1) ?? '');
    return [{ address, readings: parseAttenuation(text, command) }];
  },
};

export const onuPowerScreen: ScreenParser = {
  title: 'show pon power onu-rx | onu-tx | olt-rx <onu>',
  command: /^show pon power (?:onu-rx|onu-tx|olt-rx) gpon[-_]onu[-_]\S+$/,
  parse: parsePowers,
};

export const portPowersScreen: ScreenParser = {
  title: 'show pon power onu-rx | onu-tx | olt-rx <port>',
  command: /^show pon power (?:onu-rx|onu-tx|olt-rx) gpon[-_]olt[-_]\S+$/,
  parse: parsePowers,
};
