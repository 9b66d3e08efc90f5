import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SimulatorOptions } from '../../src/simulator/index.ts';

/** A program file that runs one simulated OLT on its standard input and output, for servers that want the path of a login program. */
export async function simulatorProgram(
  options: SimulatorOptions,
): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'field-simulator-'));
  const path = join(folder, 'olt');
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const entry = resolve(import.meta.dirname, 'simulator-stdio.ts');
  await writeFile(
    path,
    [
      '#!/bin/sh',
      `FIELD_SIMULATOR='${JSON.stringify(options)}'`,
      'export FIELD_SIMULATOR',
      `exec '${process.execPath}' --conditions=@field/source --import '${tsx}' '${entry}'`,
      '',
    ].join('\n'),
  );
  await chmod(path, 0o755);
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
