import type { ReadName, WriteName } from '../../contract/operations.ts';
import type { OltProfile, SessionKind } from '../../contract/vendor-driver.ts';
import type { ContractCheck } from './contract-check.ts';
import { operationsOf } from './driver-checks.ts';
import { type SimulatedBench, withSimulator } from './simulated-bench.ts';
import { simulatedReads } from './simulated-reads.ts';
import { simulatedWrites } from './simulated-writes.ts';

/** What must hold of every operation of a profile against the vendor's simulator: the rows are what the OLT holds, a write changes it. */
export function simulatorChecks(
  vendor: string,
  profile: OltProfile,
  model: { readonly model?: string; readonly firmware?: string },
): readonly ContractCheck[] {
  const group = `${profile.name}: against the simulator`;
  return operationsOf(profile).flatMap((name): readonly ContractCheck[] => {
    const check = (
      over: SessionKind | null,
      run: (bench: SimulatedBench) => Promise<void>,
    ): ContractCheck => ({
      group,
      title: over === null ? name : `${name} over ${over}`,
      skip: null,
      run: () => withSimulator(vendor, profile.name, model, over, run),
    });
    if (name in simulatedWrites) return [check(null, simulatedWrites[name as WriteName])];
    const ways = profile.reads[name as ReadName] ?? [];
    const alone = ways.flatMap(({ needs }) => (needs.length === 1 ? needs : []));
    return [...new Set(alone)].map((over) => check(over, simulatedReads[name as ReadName]));
  });
}
