import { formatOnuAddress, formatPonPort } from '@field/core';
import type { OltEvent } from '../../driver/watch/olt-event.ts';
import type { WatchOptions } from '../../driver/watch/watch-options.ts';
import { wholeNumber } from '../arguments.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { snmpCredentials } from '../snmp-access.ts';
import { trapAddress, trapReceiver } from '../trap-receivers.ts';

interface WatchCommandOptions {
  readonly every: number;
  readonly signalsEvery: number;
  readonly signalChange: number;
  readonly traps?: ReturnType<typeof trapAddress>;
  readonly for?: number;
}

/** `field-olt watch`: what happens, as it happens. */
export function addWatch(builder: CommandBuilder): void {
  builder.reach<WatchCommandOptions>({
    usage: 'watch',
    several: 'together',
    summary: 'tell what happens: waiting units, ONUs up and down, signals, cut cables, blackouts',
    details: `A line an event; with --json a document a line. ONUs are read every --every seconds and signals every --signals-every, within the
budget. With --traps the OLT's own traps and informs (v2c with its community, v3 with its user) make it look at once: point them at this
machine, with "snmp-agent target-host trap" on Huawei and "snmp-server host" on ZTE. Ends with Ctrl+C, or after --for seconds.

Events: onu:unauthorized, onu:up, onu:down (with the cause), signal:changed, pon:lightLost (many ONUs of one PON lost light in the same
minute: a cut cable), pon:powerLost (a blackout), olt:problem (the OLT does not answer: nothing is known then), olt:recovered.`,
    examples: [
      'field-olt watch ssh://admin@10.0.0.2',
      'field-olt watch snmp://10.0.0.2 --every 120 --traps 162 --json',
      'field-olt watch all --inventory olts.yaml --traps 10.0.0.9:1162',
    ],
    options: (command) =>
      command
        .option('--every <seconds>', 'how often ONUs are read', wholeNumber('--every', 1, 86_400), 300)
        .option(
          '--signals-every <seconds>',
          'how often signals are read; 0 for never',
          wholeNumber('--signals-every', 0, 86_400),
          3_600,
        )
        .option(
          '--signal-change <dB>',
          'by how much a signal has to differ',
          wholeNumber('--signal-change', 1, 20),
          2,
        )
        .option('--traps <port|host:port>', 'listen for traps here', trapAddress)
        .option('--for <seconds>', 'end after so long', wholeNumber('--for', 1, 2_000_000)),
    async run(reach, _args, { options, output, signal }) {
      const traps = options.traps && (await trapReceiver(options.traps, await snmpCredentials(reach.entry)));
      const end = endingAfter(options.for, signal);
      const how: WatchOptions = {
        signal: end.signal,
        everyMs: options.every * 1000,
        signalsEveryMs: options.signalsEvery === 0 ? null : options.signalsEvery * 1000,
        signalChangeDb: options.signalChange,
        ...(traps && { traps: traps.receiver }),
      };
      try {
        const olt = await reach.connect(signal);
        try {
          output.say(`watching ${olt.endpoint} (${olt.vendor} ${olt.profile})`);
          for await (const event of olt.watch(how)) output.event(event, () => describeEvent(event));
        } finally {
          await olt.close();
        }
      } finally {
        end.release();
        await traps?.release();
      }
    },
  });
}

/** A signal that fires with another one, or after so long. */
function endingAfter(seconds: number | undefined, signal: AbortSignal) {
  const end = new AbortController();
  const stop = () => end.abort();
  const timer = seconds === undefined ? undefined : setTimeout(stop, seconds * 1000);
  signal.addEventListener('abort', stop, { once: true });
  return {
    signal: end.signal,
    release() {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    },
  };
}

function describeEvent(event: OltEvent): string {
  return `${event.at}  ${event.type.padEnd(16)}  ${wordsOf(event)}`;
}

function wordsOf(event: OltEvent): string {
  switch (event.type) {
    case 'onu:unauthorized':
      return `${formatPonPort(event.onu.at)}  ${event.onu.serialNumber ?? event.onu.mac ?? '-'}`;
    case 'onu:up':
      return `${formatOnuAddress(event.address)}  ${event.serialNumber ?? '-'}`;
    case 'onu:down':
      return `${formatOnuAddress(event.address)}  ${event.serialNumber ?? '-'}  ${event.cause}${event.causeText ? ` (${event.causeText})` : ''}`;
    case 'signal:changed':
      return `${formatOnuAddress(event.address)}  ${event.reading} ${event.beforeDbm.toFixed(2)} -> ${event.afterDbm.toFixed(2)} dBm`;
    case 'pon:lightLost':
    case 'pon:powerLost':
      return `${formatPonPort(event.port)}  ${event.count} of ${event.of} ONUs in the same minute`;
    case 'olt:problem':
      return `${event.message} [${event.code}]`;
    case 'olt:recovered':
      return 'it answers again';
  }
}
