import { text as readAll } from 'node:stream/consumers';
import { loadVendor, selectProfile, vendorNames } from '../../driver/detect-vendor.ts';
import { cliError } from '../cli-error.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { readTextFile } from '../inventory.ts';
import { table } from '../output.ts';

interface ParseOptions {
  readonly vendor: string;
  readonly profile?: string;
  readonly command: string;
}

/** `field-olt parse`: a captured screen to rows, with no OLT at hand. */
export function addParse(builder: CommandBuilder): void {
  builder.local<ParseOptions>(
    'parse [file]',
    (command) =>
      command
        .description('turn captured output of one command into rows; reads standard input for - or no file')
        .requiredOption('--vendor <name>', `one of ${vendorNames.join(', ')}`)
        .requiredOption('--command <text>', 'the command whose output it is')
        .option('--profile <name>', "the vendor's firmware family"),
    async ([file = '-'], options, { output }) => {
      const { profile } = selectProfile(await loadVendor(options.vendor), options.profile);
      const screen = profile.screens.find((one) => one.command.test(options.command));
      if (!screen) {
        throw cliError('cli.no_parser', {
          vendor: options.vendor,
          command: options.command,
          known: profile.screens.map((one) => one.title).join(', '),
        });
      }
      const captured = file === '-' ? await readAll(process.stdin) : await readTextFile(file);
      const rows = screen.parse(captured, options.command);
      output.result(rows, () => {
        const columns = [...new Set(rows.flatMap((row) => Object.keys(row as object)))];
        return table(
          rows as readonly Record<string, unknown>[],
          columns.map((name) => [name, (row) => cell(row[name])] as const),
        );
      });
    },
  );
}

function cell(value: unknown): unknown {
  return Array.isArray(value) ? value.map((one) => JSON.stringify(one)).join(' ') : value;
}
