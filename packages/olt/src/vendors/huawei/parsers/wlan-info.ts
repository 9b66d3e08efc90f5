import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { readKeyValues } from '../../../toolkit/key-value.ts';
import { parseFailed, replyCut, splitAtRules } from '../../../toolkit/lines.ts';

/** One wireless network of an ONU. Null where the device says nothing. */
export interface OntWlan {
  readonly index: number;
  readonly ssid: string | null;
  readonly standard: string | null;
  readonly enabled: boolean;
  readonly up: boolean;
  readonly clients: number | null;
  readonly maxClients: number | null;
}

/** The wireless networks of an ONU, from `display ont wlan-info 0/1 2 3`; their number is printed first and must fit. */
export function parseWlanInfo(text: string, command: string): OntWlan[] {
  const [before = [], head, ...sections] = splitAtRules(text);
  const after = sections.pop();
  if (before[0] !== undefined) throw parseFailed(command, before[0]);
  if (!head || !after || after.length > 0) throw replyCut(command, text);
  const total = Number(readKeyValues(head, { command }).value('The total number of SSID') ?? Number.NaN);
  const blocks = sections.filter((lines) => lines.length > 0);
  if (blocks.length !== total) throw replyCut(command, text);
  return blocks.map((lines) => {
    const wlan = readKeyValues(lines, { command });
    const index = Number(wlan.value('SSID Index') ?? Number.NaN);
    if (!Number.isInteger(index)) throw parseFailed(command, lines[0] ?? '');
    const number = (key: string) =>
      /^\d{1,5}$/.test(wlan.value(key) ?? '') ? Number(wlan.value(key)) : null;
    return {
      index,
      ssid: wlan.value('SSID'),
      standard: wlan.value('Wireless Standard'),
      enabled: wlan.value('Administrative state') === 'enable',
      up: wlan.value('Operational state') === 'up',
      clients: number('Current associate number'),
      maxClients: number('Maximum associate number'),
    };
  });
}

export const wlanInfoScreen: ScreenParser = {
  title: 'display ont wlan-info <shelf>/<slot> <port> <id>',
  command: /^display ont wlan-info \d{1,2}[/ ]\d{1,2} \d{1,3} \d{1,3}$/,
  parse: parseWlanInfo,
};
