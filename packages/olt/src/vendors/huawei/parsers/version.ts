import type { SystemInfo } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { readKeyValues } from '../../../toolkit/key-value.ts';
import { parseFailed, replyCut, toLines } from '../../../toolkit/lines.ts';

/** What `display version` tells; the host name is the prompt's to tell. */
export function parseVersion(text: string, command: string): SystemInfo {
  const lines = toLines(text);
  const uptime = lines.findLast((line) => /^\s*Uptime is /.test(line));
  if (uptime === undefined) throw replyCut(command, text);
  const head = readKeyValues(
    lines.filter((line) => /^\s*(?:VERSION|PATCH|PRODUCT)\s*:/.test(line)),
    { command },
  );
  const model = head.value('PRODUCT');
  if (model === null) throw parseFailed(command, lines.find((line) => line !== '') ?? '');
  return {
    vendor: 'huawei',
    model,
    softwareVersion: head.value('VERSION'),
    patch: head.value('PATCH'),
    hostname: null,
    uptimeSeconds: readUptime(uptime, command),
  };
}

function readUptime(line: string, command: string): number {
  const [, days, hours, minutes, seconds] =
    /(\d{1,6}) day\(s\), (\d{1,2}) hour\(s\), (\d{1,2}) minute\(s\), (\d{1,2}) second\(s\)/.exec(line) ?? [];
  if (days === undefined) throw parseFailed(command, line);
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

export const versionScreen: ScreenParser = {
  title: 'display version',
  command: /^display version$/,
  parse: (text, command) => [parseVersion(text, command)],
};
