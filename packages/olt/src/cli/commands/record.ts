import { writeFile } from 'node:fs/promises';
import { Option } from 'commander';
import { type ReadName, readNames } from '../../contract/operations.ts';
import type { RecordedCase } from '../../recording/recorded-case.ts';
import { onuName, portScope } from '../arguments.ts';
import { cliError } from '../cli-error.ts';
import type { CommandBuilder } from '../command-builder.ts';
import type { RecordRequest } from '../record-case.ts';
import { table } from '../table.ts';

interface RecordOptions {
  readonly out: string;
  readonly port?: string;
  readonly onu?: string;
  readonly walk?: readonly string[];
}

/** Asked for where nobody says what to record: what an OLT is, and who waits. */
const usualReadings: readonly ReadName[] = ['listBoards', 'listPonPorts', 'listUnauthorizedOnus'];
const ofOneOnu: ReadonlySet<ReadName> = new Set([
  ...(['readOnu', 'readOnuSignal', 'readOnuHistory', 'listOnuWans', 'listOnuMacs'] as const),
]);

/** `field-olt record`: what an OLT says, as a case that replays in tests, with other names. */
export function addRecord(builder: CommandBuilder): void {
  builder.reach<RecordOptions>({
    usage: 'record [readings...]',
    summary: 'record readings as a case that replays with @field/olt/testing, with other names',
    details: `Readings: ${readNames.join(', ')}.

Serial numbers, MAC and IP addresses, the OLT's name, descriptions, logins and passwords are replaced: the same one always by the same,
in its own shape, so that the case can be handed on. VLANs, models, firmware and the names of profiles stay. A screen that is not
understood is recorded too, with its error. Before the file is written the case is replayed: its rows are those of the live reading
with other names, or nothing is written. Look through it before you give it away.

--walk takes a part of the SNMP tree of any box, a driver or none: every text in it is replaced but those that standard MIBs say what
they are, and tables that are indexed by addresses are left out.

${'FIELD_OLT_RECORD_KEY'} makes several recordings use the same names; a random key does otherwise.`,
    examples: [
      'field-olt record ssh://admin@10.0.0.2 listUnauthorizedOnus listOnus --port 0/1/2 --out case.json',
      'field-olt record snmp://10.0.0.2 listOnus --out case.json',
      'field-olt record snmp://10.0.0.2 --walk 1.3.6.1.2.1.1 --walk 1.3.6.1.4.1.2011.6.128 --out case.json',
      'field-olt record ssh://admin@10.0.0.2 readOnu readOnuSignal --onu 0/1/2:3 --out case.json',
    ],
    options: (command) =>
      command
        .requiredOption('--out <file>', 'where the case goes; a file that is there is not replaced')
        .option('--port <shelf/slot/port>', 'for readings of one PON port')
        .addOption(
          new Option(
            '--walk <oid>',
            'walk this part of the SNMP tree too; may be given several times',
          ).argParser((value: string, previous: readonly string[] | undefined) => [
            ...(previous ?? []),
            walkRoot(value),
          ]),
        )
        .option('--onu <onu>', 'for readings of one ONU: shelf/slot/port:id, or a serial number for findOnu'),
    async run(reach, args, context) {
      const requests = requestsOf(
        (args as unknown as readonly (readonly string[])[]).flat(),
        context.options,
      );
      const { walk: walks = [] } = context.options;
      const { recordCase } = await import('../record-case.ts');
      const recorded = await recordCase(reach, { readings: requests, walks }, context);
      await checkReplay(recorded);
      await writeNew(context.options.out, `${JSON.stringify(recorded, null, 1)}\n`);
      const rows = recorded.readings.map(({ name, rows, error }) => ({
        reading: name as string,
        rows: Array.isArray(rows) ? rows.length : rows === null ? 0 : 1,
        error,
      }));
      const variables = recorded.snmp?.length ?? 0;
      context.output.result({ file: context.options.out, readings: rows, variables }, () =>
        table(rows.length > 0 ? rows : [{ reading: 'SNMP walk', rows: variables, error: null }], [
          ['READING', (row) => row.reading],
          ['ROWS', (row) => row.rows],
          ['ERROR', (row) => row.error],
        ]),
      );
    },
  });
}

function requestsOf(words: readonly string[], { port, onu, walk }: RecordOptions): RecordRequest['readings'] {
  const known = (word: string): word is ReadName => (readNames as readonly string[]).includes(word);
  const unknown = words.find((word) => !known(word));
  if (unknown !== undefined)
    throw cliError('cli.bad_argument', { argument: unknown, reason: `readings are ${readNames.join(', ')}` });
  const names = words.length === 0 && !walk ? usualReadings : words.filter(known);
  const scope = portScope(port);
  const name = onu === undefined ? null : onuName(onu);
  const address = name && 'address' in name ? name.address : null;
  return names.map((reading) => {
    if (ofOneOnu.has(reading)) {
      if (!address) throw cliError('cli.bad_argument', { argument: '--onu', reason: `${reading} needs it` });
      return [reading, { address }];
    }
    if (reading === 'findOnu') {
      if (!name || !('serialNumber' in name))
        throw cliError('cli.bad_argument', { argument: '--onu', reason: 'findOnu needs a serial number' });
      return [reading, name];
    }
    return [reading, scope];
  });
}

function walkRoot(value: string): string {
  if (/^\.?\d{1,10}(?:\.\d{1,10}){1,127}$/.test(value)) return value.replace(/^\./, '');
  throw cliError('cli.bad_argument', { argument: '--walk', reason: 'an OID in numbers, 1.3.6.1.2.1.1' });
}

/** @throws FieldError `cli.case_differs` naming the reading */
async function checkReplay(recorded: RecordedCase): Promise<void> {
  if (recorded.readings.length === 0) return;
  const { replayCase } = await import('../../recording/replay-case.ts');
  const replayed = await replayCase(recorded).catch((cause: unknown) => {
    throw cliError('cli.case_differs', { reading: 'connect' }, { cause });
  });
  const other = replayed.find(({ same }) => !same);
  if (other) throw cliError('cli.case_differs', { reading: other.recorded.name });
}

async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw cliError('cli.not_writable', { file, reason }, { cause });
  }
}
