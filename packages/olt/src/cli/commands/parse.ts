import { loadVendor, selectProfile, vendorNames } from '../../driver/detect-vendor.ts';
import { cliError } from '../cli-error.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { readCapture } from '../read-input.ts';
import { table, type View } from '../table.ts';

interface ParseOptions {
  readonly vendor: string;
  readonly profile?: string;
  readonly command: string;
}

/** `field-olt parse`: a captured screen to rows, with no OLT at hand. */
export function addParse(builder: CommandBuilder): void {
  builder.local<ParseOptions>({
    usage: 'parse [file]',
    summary: 'turn captured output of one command into rows; reads standard input for - or no file',
    details:
      'Reads what an OLT printed for one command, with prompts, pagers and cut lines as they were captured. A line that is not understood is an error that quotes it, never a row less.',
    examples: [
      'field-olt parse --vendor huawei --command "display ont info summary 0/1/0" capture.txt --json',
    ],
    options: (command) =>
      command
        .requiredOption('--vendor <name>', `one of ${vendorNames.join(', ')}`)
        .requiredOption('--command <text>', 'the command whose output it is')
        .option('--profile <name>', "the vendor's firmware family"),
    async run([file = '-'], { options, output }) {
      const { vendor, command } = options;
      const { profile } = selectProfile(await loadVendor(vendor), options.profile);
      const screen = profile.screens.find((one) => one.command.test(command));
      if (!screen) {
        const known = profile.screens.map((one) => `\n    ${one.title}`).join('');
        throw cliError('cli.no_parser', { vendor, command, known });
      }
      const rows = screen.parse(await readCapture(file), command);
      output.result(rows, () => rowTable(rows as readonly Record<string, unknown>[]));
    },
  });
}

function rowTable(rows: readonly Record<string, unknown>[]): View {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return table(
    rows,
    names.map((name) => [name, (row) => row[name]] as const),
  );
}
