import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScreenParser } from '../../src/contract/vendor-driver.ts';
import { CaseTexts } from '../../src/testing/contract/case-texts.ts';
import { screenFor } from '../../src/testing/contract/screen-checks.ts';
import { cleanCapture } from '../../src/toolkit/clean-capture.ts';
import { loadVendorContracts } from '../contract/vendor-contracts.ts';
import { missingRecording, recordingsFolder } from '../rigs/recordings.ts';

/** A screen, the parser that reads it, and the prompt that closes it. */
export interface CorpusScreen {
  readonly vendor: string;
  readonly command: string;
  readonly text: string;
  readonly parser: ScreenParser;
}

/** All screens of all vendors' cases. */
export async function loadScreens(): Promise<readonly CorpusScreen[]> {
  const texts = new CaseTexts(recordingsFolder);
  return (await loadVendorContracts()).flatMap(({ driver, cases }) =>
    cases.screens.flatMap(({ profile, command, text }): CorpusScreen[] => {
      const parsers = driver.profiles[profile];
      const parser = parsers && screenFor(parsers, command);
      if (!parsers?.cli || !parser || texts.missing(text) !== null) return [];
      const reply = cleanCapture(texts.read(text), command, parsers.cli);
      const prompt = cases.terminals[profile]?.prompt ?? '';
      return [{ vendor: driver.vendor, command, text: `${reply}\n${prompt}`, parser }];
    }),
  );
}

/** What other vendors' devices print. */
export function loadOtherScreens(): readonly string[] {
  if (missingRecording('') !== null) return [];
  return readdirSync(recordingsFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:txt|raw|xml)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').slice(0, 8000));
}
