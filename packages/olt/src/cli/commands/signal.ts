import type { OnuSignal } from '@field/core';
import { oltError } from '../../contract/errors.ts';
import { findOnuArgument, portScope, tryPortArgument } from '../arguments.ts';
import { cliError } from '../cli-error.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { table } from '../output.ts';

/** `field-olt signal`: optical power at both ends. */
export function addSignal(builder: CommandBuilder): void {
  builder.olt<{ readonly all?: boolean }>(
    'signal [place]',
    (command) =>
      command
        .description(
          'read the optical signal of an ONU (shelf/slot/port:id or serial), a PON port, or with --all the OLT',
        )
        .option('--all', 'of the whole OLT: asks every online ONU, so use it sparingly'),
    () => 'read-only',
    async (olt, [place], options, { output, signal }) => {
      if ((place === undefined) === (options.all !== true)) {
        throw cliError('cli.bad_argument', {
          argument: 'place',
          reason: 'name an ONU or a port, or say --all',
        });
      }
      const scope = place === undefined ? {} : tryPortArgument(place) && portScope(place);
      let signals: readonly OnuSignal[];
      if (scope) {
        signals = await olt.listOnuSignals(scope, { signal, onProgress: output.progress });
      } else {
        const { address } = await findOnuArgument(olt, place ?? '', signal);
        const one = await olt.readOnuSignal({ address }, { signal });
        if (!one) throw oltError('olt.onu_not_found', { onu: place });
        signals = [one];
      }
      output.result(scope ? signals : signals[0], () =>
        table(signals, [
          ['ONU', (row) => row.address],
          ['RX AT ONU', (row) => row.rxAtOnuDbm?.toFixed(2)],
          ['RX AT OLT', (row) => row.rxAtOltDbm?.toFixed(2)],
          ['TX AT ONU', (row) => row.txAtOnuDbm?.toFixed(2)],
          ['C', (row) => row.temperatureCelsius],
          ['V', (row) => row.voltageVolts],
          ['mA', (row) => row.biasMilliamps],
          ['METRES', (row) => row.distanceMetres],
          [
            'QUALITY',
            (row) => (row.rxAtOnuDbm === null ? row.quality.missing.rxAtOnuDbm : row.quality.overall),
          ],
        ]),
      );
    },
  );
}
