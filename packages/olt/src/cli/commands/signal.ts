import type { OnuSignal } from '@field/core';
import { tryParsePonPort } from '@field/core';
import type { PortScope } from '../../contract/operations.ts';
import { findNamedOnu, type OnuName, onuName } from '../arguments.ts';
import { cliError } from '../cli-error.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { table, type View } from '../table.ts';

interface SignalOptions {
  readonly all?: boolean;
}

/** `field-olt signal`: optical power at both ends. */
export function addSignal(builder: CommandBuilder): void {
  builder.olt({
    usage: 'signal [place]',
    several: true,
    summary: 'read the optical signal of an ONU (shelf/slot/port:id or serial), a PON port, or of the OLT',
    details:
      'Optical power at both ends in dBm, and what a technician should make of it. Each reading makes the OLT ask the ONU: read one ONU or one port, and the whole OLT seldom.',
    examples: [
      'field-olt signal ssh://admin@10.0.0.2 0/1/2:3',
      'field-olt signal ssh://admin@10.0.0.2 0/1/2',
      'field-olt signal snmp://10.0.0.2 --all --json',
    ],
    options: (command) =>
      command.option('--all', 'of the whole OLT: asks every online ONU, so use it sparingly'),
    request: ([place], { all }: SignalOptions) => whatToRead(place, all === true),
    async run(olt, what, { output, signal }) {
      if ('scope' in what) {
        const signals = await olt.listOnuSignals(what.scope, { signal, onProgress: output.progress });
        output.result(signals, () => signalTable(signals));
        return;
      }
      const address =
        'address' in what.onu ? what.onu.address : (await findNamedOnu(olt, what.onu, signal)).address;
      const one = await olt.readOnuSignal({ address }, { signal });
      output.result(one, () => signalTable([one]));
    },
  });
}

function whatToRead(
  place: string | undefined,
  all: boolean,
): { readonly scope: PortScope } | { readonly onu: OnuName } {
  if ((place === undefined) !== all) {
    throw cliError('cli.bad_argument', { argument: 'place', reason: 'name an ONU or a port, or say --all' });
  }
  if (place === undefined) return { scope: {} };
  const at = tryParsePonPort(place);
  return at ? { scope: { at } } : { onu: onuName(place) };
}

function signalTable(signals: readonly OnuSignal[]): View {
  return table(signals, [
    ['ONU', (row) => row.address],
    ['RX AT ONU', (row) => row.rxAtOnuDbm?.toFixed(2)],
    ['RX AT OLT', (row) => row.rxAtOltDbm?.toFixed(2)],
    ['TX AT ONU', (row) => row.txAtOnuDbm?.toFixed(2)],
    ['C', (row) => row.temperatureCelsius],
    ['V', (row) => row.voltageVolts?.toFixed(2)],
    ['mA', (row) => row.biasMilliamps],
    ['METRES', (row) => row.distanceMetres],
    ['QUALITY', (row) => (row.rxAtOnuDbm === null ? row.quality.missing.rxAtOnuDbm : row.quality.overall)],
  ]);
}
