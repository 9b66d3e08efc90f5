import { type ReadMap, type ReadName, readNames } from '../contract/operations.ts';
import type { OltProfile, ReadOperation } from '../contract/vendor-driver.ts';
import type { CliSeat } from './cli-seat.ts';
import { type CommandBudget, withinBudget } from './command-budget.ts';
import type { OltReads, ReadOptions } from './olt.ts';
import { nameOperation } from './operation-mark.ts';
import type { OperationSessions } from './operation-sessions.ts';
import type { SharedReadings } from './shared-readings.ts';

/** What reads are carried out with. */
export interface ReadBinding {
  readonly profile: OltProfile;
  readonly sessions: OperationSessions;
  readonly seat: CliSeat | null;
  readonly readings: SharedReadings;
  readonly budget: CommandBudget;
}

/** Makes a vendor's reads into methods: over the session the vendor prefers, shared between callers, within the budget. */
export function bindReads({ profile, sessions, seat, readings, budget }: ReadBinding): OltReads {
  async function read<Name extends ReadName>(
    name: Name,
    request: ReadMap[Name]['request'],
    options: ReadOptions,
  ): Promise<ReadMap[Name]['result']> {
    const ways: readonly ReadOperation<Name>[] = profile.reads[name] ?? [];
    const way = ways.find(
      (one) => sessions.suffice(one) && (!options.via || one.needs.includes(options.via)),
    );
    if (!way) throw sessions.unsupported(name);
    const key = JSON.stringify([name, way.needs, request]);
    return readings.read(key, options, async ({ signal, progress, begin }) => {
      const how = { signal, onProgress: progress };
      if (!seat || !way.needs.includes('cli')) {
        begin();
        return way.read(sessions.give(null, how), request);
      }
      return seat.read(
        ({ cli }) => {
          begin();
          return way.read(sessions.give(withinBudget(cli, budget), how), request);
        },
        signal,
        nameOperation(name, options),
      );
    });
  }

  return Object.fromEntries(
    readNames.map((name) => [
      name,
      (request: never = {} as never, options: ReadOptions = {}) => read(name, request, options),
    ]),
  ) as unknown as OltReads;
}
