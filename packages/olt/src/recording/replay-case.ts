import { isFieldError } from '@field/core';
import { bindOlt } from '../driver/bind-olt.ts';
import { createCliSeat } from '../driver/cli-seat.ts';
import { createCommandBudget } from '../driver/command-budget.ts';
import { loadVendor, selectProfile } from '../driver/detect-vendor.ts';
import { guardTransport } from '../driver/guarded-transport.ts';
import type { Olt } from '../driver/olt.ts';
import { processLock } from '../driver/write-lock.ts';
import { openCliSession } from '../session/open-cli-session.ts';
import type { RecordedCase, RecordedReading } from './recorded-case.ts';
import { createReplaySnmp } from './replay-snmp.ts';
import { createReplayTransport, type ReplayOptions } from './replay-transport.ts';

/** What transcripts have in the place of a password. */
const masked = '***';

/**
 * Opens an OLT that says what a recorded one said. It follows its dialogue: operations have to be called in the order in which they were
 * recorded, and it can only be read.
 * @throws FieldError `olt.vendor_unknown` for a vendor or profile there is not
 */
export async function openRecordedCase(
  recorded: RecordedCase,
  { chunk }: Pick<ReplayOptions, 'chunk'> = {},
): Promise<Olt> {
  const detected = selectProfile(await loadVendor(recorded.vendor), recorded.profile);
  const { cli } = recorded;
  const platform = detected.profile.cli;
  const open = async () => {
    if (!cli || !platform) throw new TypeError('a case without a command line has no session');
    const transport = createReplayTransport(cli.script, {
      lineEnd: '\n',
      hangUp: true,
      authenticated: cli.authenticated,
      ...(chunk === undefined ? {} : { chunk }),
    });
    const gate = guardTransport(transport, platform, [cli.user, masked]);
    return { cli: await openCliSession(gate, platform, { user: cli.user, password: masked }), gate };
  };
  return bindOlt({
    detected,
    endpoint: 'recorded',
    host: 'localhost',
    lockKey: 'recorded',
    seat: cli && platform ? createCliSeat(open) : null,
    snmp: recorded.snmp ? createReplaySnmp(recorded.snmp) : null,
    canWrite: false,
    lock: processLock,
    budget: createCommandBudget('full'),
  });
}

/** A reading of a case, and what it gives now. */
export interface ReplayedReading {
  readonly recorded: RecordedReading;
  readonly rows: unknown;
  readonly error: string | null;
  /** True where rows and error are those of the recording, times of measuring aside. */
  readonly same: boolean;
}

/** Carries out the readings of a case once more, in their order. */
export async function replayCase(
  recorded: RecordedCase,
  options: Pick<ReplayOptions, 'chunk'> = {},
): Promise<readonly ReplayedReading[]> {
  const olt = await openRecordedCase(recorded, options);
  const replayed: ReplayedReading[] = [];
  try {
    for (const reading of recorded.readings) {
      const { rows, error } = await readAgain(olt, reading);
      const same = comparable({ rows, error }) === comparable(reading);
      replayed.push({ recorded: reading, rows, error, same });
    }
  } finally {
    await olt.close();
  }
  return replayed;
}

async function readAgain(olt: Olt, { name, request }: RecordedReading) {
  const read = olt[name] as (request: unknown) => Promise<unknown>;
  try {
    return { rows: await read(request), error: null };
  } catch (error) {
    if (!isFieldError(error)) throw error;
    return { rows: null, error: error.code };
  }
}

function comparable({ rows, error }: Pick<RecordedReading, 'rows' | 'error'>): string {
  return JSON.stringify([rows ?? null, error], (key, value: unknown) =>
    key === 'measuredAt' ? null : value,
  );
}
