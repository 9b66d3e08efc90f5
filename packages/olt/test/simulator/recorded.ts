import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SimulatedOltHandle } from '../../src/simulator/index.ts';
import { missingRecording, recordingsFolder } from '../rigs/recordings.ts';
import { atCommandLine } from './typist.ts';

/** Why nothing recorded from Huawei can be read here; null when it can. */
export const noRecordings = missingRecording('huawei');

export const ntc = 'huawei/ntc-templates/tests/huawei_smartax';

/** A recording's lines; where the anonymiser or the browser touched the blanks at a line's end, they say nothing. */
export async function recording(path: string): Promise<string[]> {
  return trimmed((await readFile(resolve(recordingsFolder, path), 'utf8')).split(/\r?\n/));
}

export const trimmed = (lines: readonly string[]) => lines.map((line) => line.trimEnd());

/** Without the empty lines at the end. */
export const untilLast = (lines: readonly string[]) =>
  lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);

/** The device's reply to `command`, from an OLT furnished with what the recording shows. */
export async function reply(
  command: string,
  mode: 'privilege' | 'config' | 'interface',
  prepare: (olt: SimulatedOltHandle) => void,
  utcOffsetMinutes = 0,
): Promise<string[]> {
  const { typist } = await atCommandLine(mode, { utcOffsetMinutes }, prepare);
  return trimmed(await typist.run(command));
}
