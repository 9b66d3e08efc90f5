import { isFieldError } from '@field/core';
import type { ReadMap, ReadName } from '../contract/operations.ts';
import type { SnmpSession, SnmpValue } from '../contract/snmp.ts';
import type { Olt, ReadOptions } from '../driver/olt.ts';
import type { TranscriptEvent } from '../session/open-cli-session.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { encodeVariable, type RecordedCase, type RecordedReading } from './recorded-case.ts';
import { Scrubber } from './scrubber.ts';

/** What a connection is told, so that it can be recorded. */
export interface RecorderTaps {
  readonly onTranscript: (event: TranscriptEvent) => void;
  readonly onSnmpValue: (oid: string, value: SnmpValue) => void;
}

/** Takes down what goes to and comes from one OLT, and what was read from it. */
export class CaseRecorder {
  readonly #events: TranscriptEvent[] = [];
  readonly #variables = new Map<string, SnmpValue>();
  readonly #readings: RecordedReading[] = [];
  readonly #undescribed = new Set<string>();

  /** For {@link connectOlt}. */
  readonly taps: RecorderTaps = {
    onTranscript: (event) => this.#events.push(event),
    onSnmpValue: (oid, value) => this.#variables.set(oid, value),
  };

  /** Reads, and keeps the rows, or the code of what went wrong on the OLT's side: a screen that is not understood is worth recording. */
  async read<Name extends ReadName>(
    olt: Olt,
    name: Name,
    request: ReadMap[Name]['request'],
    options: ReadOptions,
  ): Promise<{ readonly error: string | null }> {
    const reading = olt[name] as (request: unknown, options: ReadOptions) => Promise<unknown>;
    const asked = request as Record<string, unknown>;
    try {
      this.#readings.push({ name, request: asked, rows: await reading(request, options), error: null });
      return { error: null };
    } catch (error) {
      if (!isFieldError(error) || !worthKeeping.has(error.code)) throw error;
      this.#readings.push({ name, request: asked, rows: null, error: error.code });
      return { error: error.code };
    }
  }

  /**
   * Walks a part of an agent's tree nobody has described: every text in it is taken for a name, but those of standard MIBs that are
   * known to be none. Tables whose indexes are addresses are left out.
   * @returns how many variables are kept
   */
  async walk(snmp: SnmpSession, root: string, signal: AbortSignal): Promise<number> {
    let kept = 0;
    for await (const [oid, value] of snmp.walk(root, signal)) {
      if (indexedByAddress.some((table) => isUnder(oid, table))) continue;
      // What a reading has asked for is described by its rows.
      const read = this.#variables.has(oid) && !this.#undescribed.has(oid);
      this.#variables.set(oid, value);
      if (!read && !plainTexts.some((column) => isUnder(oid, column))) this.#undescribed.add(oid);
      kept += 1;
    }
    return kept;
  }

  /** The case, once the connection is closed. */
  finish(about: {
    readonly vendor: string;
    readonly profile: string;
    /** Of the login; null where there was no command line. */
    readonly user: string | null;
    readonly pseudonyms: Pseudonyms;
    readonly recordedAt: Date;
    /** Names that must not be in it, wherever they came from. */
    readonly names?: readonly string[];
  }): RecordedCase {
    const scrubber = new Scrubber(about.pseudonyms);
    const received = this.#events
      .map(({ direction, text }) => (direction === 'received' ? text : ''))
      .join('');
    for (const name of [...(about.names ?? []), about.user ?? '']) scrubber.learn(name);
    scrubber.learnFromRows(this.#readings);
    scrubber.learnFromScreen(received);
    const readings = this.#readings.map((reading) => scrubber.rows(reading));
    const script = toScript(this.#events).map(({ expect, emit }) => ({
      ...(expect === undefined ? {} : { expect: scrubber.text(expect) }),
      emit: scrubber.text(emit),
    }));
    return {
      format: 1,
      vendor: about.vendor,
      profile: about.profile,
      recordedAt: about.recordedAt.toISOString(),
      cli:
        about.user === null || script.length === 0
          ? null
          : {
              user: scrubber.text(about.user),
              authenticated: !this.#events.some(({ purpose }) => purpose === 'login'),
              script,
            },
      snmp:
        this.#variables.size === 0
          ? null
          : [...this.#variables].map(([oid, value]) =>
              encodeVariable(oid, scrubber.value(value, this.#undescribed.has(oid))),
            ),
      readings,
    };
  }
}

const worthKeeping: ReadonlySet<string> = new Set([
  ...['olt.parse_failed', 'olt.onu_not_found', 'olt.board_missing', 'olt.command_refused'],
  ...['olt.unknown_command', 'olt.unexpected_reply', 'olt.unsupported_operation'],
]);

const mib2 = '1.3.6.1.2.1';
/** sysDescr, sysORDescr, ifDescr, ifName, and what an entity is. */
const plainTexts: readonly string[] = [
  ...[`${mib2}.1.1`, `${mib2}.1.9`, `${mib2}.2.2.1.2`, `${mib2}.31.1.1.1.1`],
  ...[2, 7, 8, 9, 10, 12, 13].map((column) => `${mib2}.47.1.1.1.1.${column}`),
];
/** ARP, IP, TCP, UDP, bridges, and LLDP. */
const indexedByAddress: readonly string[] = [
  ...[3, 4, 6, 7, 17].map((group) => `${mib2}.${group}`),
  '1.0.8802.1.1.2',
];

const isUnder = (oid: string, root: string) => oid.startsWith(`${root}.`);

/** Turns: what was sent, and all that came until the next was. */
function toScript(events: readonly TranscriptEvent[]): { expect?: string; emit: string }[] {
  const script: { expect?: string; emit: string }[] = [{ emit: '' }];
  for (const { direction, text } of events) {
    const last = script.at(-1);
    if (direction === 'sent') script.push({ expect: text, emit: '' });
    else if (last) last.emit += text;
  }
  return script;
}
