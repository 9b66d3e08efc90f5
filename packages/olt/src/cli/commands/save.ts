import type { CommandBuilder } from '../command-builder.ts';
import { confirmByPerson } from '../person.ts';

interface SaveOptions {
  readonly yes?: boolean;
}

/** `field-olt save`: the running configuration to flash, once for a batch of writes with `--no-save`. */
export function addSave(builder: CommandBuilder): void {
  builder.olt({
    usage: 'save',
    several: true,
    writes: true,
    summary: 'save the running configuration to flash',
    details:
      'Writes save by themselves unless they are called with --no-save. A save takes some devices minutes, in which they refuse other\nwrites: do it once for a batch.',
    examples: [
      'field-olt save ssh://admin@10.0.0.2',
      'field-olt save north,south --inventory olts.yaml --yes',
    ],
    options: (command) => command.option('--yes', 'do not ask first'),
    request: (_args, _options: SaveOptions) => null,
    async run(olt, _request, { options, output, signal }) {
      if (!options.yes) await confirmByPerson(`Save the configuration of ${olt.endpoint}?`, signal);
      await olt.save({ signal });
      output.result({ saved: true }, () => `configuration saved`);
    },
  });
}
