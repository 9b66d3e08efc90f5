import type { SystemInfo } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { readKeyValues } from '../../../toolkit/key-value.ts';
import { replyCut, toLines } from '../../../toolkit/lines.ts';

/** What `show version` tells; the host name is the prompt's to tell. */
export function parseVersion(text: string, command: string): SystemInfo {
  const values = readKeyValues(toLines(text), { command });
  // The last line of the screen: without it a part was read.
  if (!values.has('Software version')) throw replyCut(command, text);
  return {
    vendor: 'acme',
    model: values.value('Model'),
    softwareVersion: values.value('Software version'),
    patch: null,
    hostname: null,
    uptimeSeconds: null,
  };
}

export const versionScreen: ScreenParser = {
  title: 'show version',
  command: /^show version$/,
  parse: (text, command) => [parseVersion(text, command)],
};
