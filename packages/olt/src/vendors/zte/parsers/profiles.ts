import type { OltProfileEntry } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed, replyCut, toLines } from '../../../toolkit/lines.ts';
import { profileNumber } from '../profile-number.ts';
import { joinWrapped } from './configuration-lines.ts';

const entry = (name: string): OltProfileEntry => ({ id: profileNumber(name), name, bindings: null });

const heading = /^\s*Profile name\s*:\s*(\S.*)$/i;
const configured = /^\s*(?:profile (?:tcont|traffic)|traffic-profile) (\S+) (?:type|sir|cir) \S/;

/**
 * T-CONT or traffic profiles: of a C3xx in blocks of a name, a heading and a row, of a C6xx as lines of the configuration. A name
 * that is not followed by its values was cut off.
 */
export function parseProfiles(text: string, command: string): OltProfileEntry[] {
  const profiles: OltProfileEntry[] = [];
  let open: string | null = null;
  for (const line of joinWrapped(toLines(text))) {
    const name = heading.exec(line)?.[1] ?? configured.exec(line)?.[1];
    if (line === '' || /^\s*(?:Type|SIR)\b.*\(kbps\)/i.test(line)) continue;
    if (name !== undefined) {
      if (open !== null) throw replyCut(command, open);
      if (configured.test(line)) profiles.push(entry(name));
      else open = name.trim();
    } else if (open !== null && /^\s*\d+\s+\d/.test(line)) {
      profiles.push(entry(open));
      open = null;
    } else throw parseFailed(command, line);
  }
  if (open !== null || profiles.length === 0) throw replyCut(command, text);
  return profiles;
}

/** ONU types, from `show onu-type gpon`: blocks that begin with the name. What else a block holds is not read. */
export function parseOnuTypes(text: string, command: string): OltProfileEntry[] {
  const types: OltProfileEntry[] = [];
  for (const line of toLines(text)) {
    const name =
      /^\s*ONU type name\s*:\s*(\S.*)$/i.exec(line)?.[1] ?? /^\s*onu-type (\S+) gpon\b/.exec(line)?.[1];
    if (name === undefined) {
      if (line !== '' && types.length === 0) throw parseFailed(command, line);
      continue;
    }
    if (!types.some((one) => one.name === name.trim())) types.push(entry(name.trim()));
  }
  if (types.length === 0) throw replyCut(command, text);
  return types;
}

/** A VLAN an ONU tags its own traffic with. */
export interface VlanProfile {
  readonly name: string;
  readonly vlan: number | null;
}

/** VLAN profiles of ONUs, from `show gpon onu profile vlan`. */
export function parseVlanProfiles(text: string, command: string): VlanProfile[] {
  const profiles: { name: string; vlan: number | null }[] = [];
  for (const line of toLines(text)) {
    if (line === '') continue;
    const name = heading.exec(line)?.[1];
    const last = profiles.at(-1);
    if (name !== undefined) profiles.push({ name: name.trim(), vlan: null });
    else if (!last) throw parseFailed(command, line);
    else last.vlan ??= Number(/^\s*CVLAN\s*:\s*(\d{1,4})\s*$/i.exec(line)?.[1] ?? Number.NaN) || null;
  }
  if (profiles.length === 0) throw replyCut(command, text);
  return profiles;
}

export const profilesScreen: ScreenParser = {
  title: 'show gpon profile tcont | traffic',
  command: /^show gpon profile (?:tcont|traffic)$/,
  parse: parseProfiles,
};

/** Before the screen of the whole configuration: what is behind the bar is part of the question. */
export const profileLinesScreen: ScreenParser = {
  title: 'show running-config | include profile tcont | traffic-profile',
  command: /^show running-config \| (?:include )?(?:profile tcont|traffic-profile)$/,
  parse: parseProfiles,
};

export const onuTypesScreen: ScreenParser = {
  title: 'show onu-type gpon',
  command: /^show onu-type gpon$/,
  parse: parseOnuTypes,
};
