import type { SystemInfo } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed, replyCut, toLines } from '../../../toolkit/lines.ts';

/** Model and version in a description such as `C320 Version V2.1.0 Software, …` or `ZXA10 C600, … Software Version: V1.2.2`. */
export function readSysDescr(text: string | null): Pick<SystemInfo, 'model' | 'softwareVersion'> {
  return {
    model: /\bC[36]\d0\b/.exec(text ?? '')?.[0] ?? null,
    softwareVersion: /\bV\d[\w.]*[\w]/.exec(text ?? '')?.[0] ?? null,
  };
}

const uptimeLine = /^\s*Started before\s*:\s*(?:(\d+) days?,\s*)?(\d+) hours?,\s*(\d+) minutes?/i;

/** What `show system-group` tells (C3xx); its uptime is in minutes. */
export function parseSystemGroup(text: string, command: string): SystemInfo {
  const lines = toLines(text).filter((line) => line !== '');
  const [, description] = /^\s*System Description\s{0,20}:(.*)/i.exec(lines[0] ?? '') ?? [];
  if (description === undefined)
    throw lines.length === 0 ? replyCut(command, text) : parseFailed(command, lines[0] ?? '');
  const started = lines.find((line) => /^\s*Started before/i.test(line));
  if (started === undefined) throw replyCut(command, text);
  const [, days = '0', hours, minutes] = uptimeLine.exec(started) ?? [];
  if (hours === undefined) throw parseFailed(command, started);
  return {
    vendor: 'zte',
    ...readSysDescr(description),
    patch: null,
    hostname: null,
    uptimeSeconds: ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60,
  };
}

export const systemGroupScreen: ScreenParser = {
  title: 'show system-group',
  command: /^show system-group$/,
  parse: (text, command) => [parseSystemGroup(text, command)],
};
