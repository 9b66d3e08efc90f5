import type { VendorCases } from '../../contract/vendor-cases.ts';
import type { VendorDriver } from '../../contract/vendor-driver.ts';
import type { RecordedCase } from '../../recording/recorded-case.ts';
import { replayCase } from '../../recording/replay-case.ts';
import { CaseTexts } from './case-texts.ts';
import type { ContractCheck } from './contract-check.ts';
import { contractError, must } from './contract-errors.ts';
import { driverChecks } from './driver-checks.ts';
import { readCheck, type WalkOpener, writeCheck } from './operation-checks.ts';
import { screenChecks } from './screen-checks.ts';
import { simulatorChecks } from './simulator-checks.ts';

export interface ContractOptions {
  /** The folder in which recordings are read; cases with recordings are skipped where they are not there. */
  readonly recordings: string;
  /** Cases that `field-olt record` wrote, by name: each must replay to the rows it holds. */
  readonly recorded?: Readonly<Record<string, RecordedCase>>;
  /** Serves a recorded walk by an agent of your choice; unless told it is read in this process. */
  readonly openWalk?: WalkOpener;
}

/** What the suite needs of a test framework: vitest's own words. */
export interface TestFramework {
  describe(name: string, define: () => void): unknown;
  test(name: string, run: (context: { skip(reason: string): unknown }) => unknown): unknown;
}

/**
 * All that must hold of a vendor's driver: of the driver itself, of each screen, of each operation in each of its cases, and of each
 * operation against the vendor's simulator where there is one.
 */
export function contractChecks(
  driver: VendorDriver,
  cases: VendorCases,
  options: ContractOptions,
): readonly ContractCheck[] {
  const texts = new CaseTexts(options.recordings);
  const bench = (name: string) => {
    const profile = Object.hasOwn(driver.profiles, name) ? driver.profiles[name] : undefined;
    if (!profile)
      throw contractError('testing.contract_broken', { what: `${driver.vendor} has no profile ${name}` });
    return { profile, terminal: cases.terminals[name], texts, openWalk: options.openWalk };
  };
  return [
    ...driverChecks(driver, cases, texts),
    ...cases.screens.flatMap((one) => {
      const { profile, terminal } = bench(one.profile);
      if (!terminal)
        throw contractError('testing.contract_broken', { what: `no terminal of ${one.profile}` });
      return screenChecks(profile, terminal, one, texts);
    }),
    ...cases.reads.map((one) => readCheck(bench(one.profile), one)),
    ...cases.writes.map((one) => writeCheck(bench(one.profile), one)),
    ...Object.entries(options.recorded ?? {}).map(([name, recorded]) => replayCheck(name, recorded)),
    ...Object.entries(cases.simulated).flatMap(([name, model]) =>
      simulatorChecks(driver.vendor, bench(name).profile, model),
    ),
  ];
}

function replayCheck(name: string, recorded: RecordedCase): ContractCheck {
  return {
    group: `${recorded.profile}: recorded cases`,
    title: `${name} replays to the same rows`,
    skip: null,
    async run() {
      for (const { same, recorded: reading, error } of await replayCase(recorded))
        must(same, `${reading.name} gives other rows than recorded (${error ?? 'no error'})`);
    },
  };
}

/**
 * The contract suite as tests.
 *
 * @example
 * import { describeVendor } from '@field/olt/testing';
 * import { describe, test } from 'vitest';
 * describeVendor({ describe, test }, acme, cases, { recordings: '../recordings' });
 */
export function describeVendor(
  { describe, test }: TestFramework,
  driver: VendorDriver,
  cases: VendorCases,
  options: ContractOptions,
): void {
  const groups = new Map<string, ContractCheck[]>();
  for (const check of contractChecks(driver, cases, options))
    groups.set(check.group, [...(groups.get(check.group) ?? []), check]);
  describe(`the contract of ${driver.displayName}`, () => {
    for (const [group, checks] of groups) {
      describe(group, () => {
        for (const { title, skip, run } of checks)
          test(title, (context) => (skip === null ? run() : context.skip(skip)));
      });
    }
  });
}
