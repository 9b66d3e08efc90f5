import type { OnuAddress } from '@field/core';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { readKeyValues } from '../../../toolkit/key-value.ts';
import { parseFailed, readSections } from '../../../toolkit/lines.ts';
import { readFsp } from '../address.ts';

/** Hardware and firmware of one ONU. Null where it does not say. */
export interface OntVersion {
  readonly address: OnuAddress;
  readonly vendorId: string | null;
  readonly hardwareVersion: string | null;
  readonly model: string | null;
  readonly softwareVersion: string | null;
  readonly standbySoftwareVersion: string | null;
  readonly productDescription: string | null;
  readonly mac: string | null;
}

/** One ONU's versions, from `display ont version 0 1 2 3`; newer firmware adds MAC and equipment serial number. */
export function parseOntVersion(text: string, command: string): OntVersion {
  const [before = [], block = [], after = []] = readSections(text, command, 3);
  const unexpected = before[0] ?? after[0];
  if (unexpected !== undefined) throw parseFailed(command, unexpected);
  // The product description is cut at 47 characters, in the middle of a word.
  const values = readKeyValues(block, { command, wrapWidth: 47 });
  const onuId = values.first('ONT-ID', 'ONT ID');
  if (onuId === null || !/^\d{1,3}$/.test(onuId)) throw parseFailed(command, block[0] ?? '');
  return {
    address: { ...readFsp(values.value('F/S/P'), command, block[0] ?? ''), onuId: Number(onuId) },
    vendorId: values.value('Vendor-ID'),
    hardwareVersion: values.value('ONT Version'),
    model: values.value('Equipment-ID'),
    softwareVersion: values.value('Main Software Version'),
    standbySoftwareVersion: values.value('Standby Software Version'),
    productDescription: values.value('OntProductDescription'),
    mac: values.value('Ont MAC'),
  };
}

export const ontVersionScreen: ScreenParser = {
  title: 'display ont version [<shelf> <slot>] <port> <id>',
  command: /^display ont version (?:\d{1,2} \d{1,2} )?\d{1,3} \d{1,3}$/,
  parse: (text, command) => [parseOntVersion(text, command)],
};
