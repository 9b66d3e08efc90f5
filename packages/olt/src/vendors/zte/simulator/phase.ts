import type { SimulatedDownCause, SimulatedOnu } from '../../../contract/simulated-olt.ts';

/** What the state of an ONU's activation is called. */
export type Phase = 'logging' | 'LOS' | 'syncMib' | 'working' | 'DyingGasp' | 'AuthFail' | 'OffLine';

export function phaseOf({ run, config, downCause }: SimulatedOnu): Phase {
  if (run === 'online') return config === 'normal' || config === 'failed' ? 'working' : 'syncMib';
  if (downCause === 'powerLoss') return 'DyingGasp';
  return downCause === 'fibreLoss' ? 'LOS' : 'OffLine';
}

/** Numbers of the phases: counted from 0 in 3902.1012, from 1 in 3902.1082. */
export const phases: readonly Phase[] = [
  'logging',
  'LOS',
  'syncMib',
  'working',
  'DyingGasp',
  'AuthFail',
  'OffLine',
];

/** Why an ONU went down, as the history prints it; the last two in the words of the MIB. */
export const causeWords: Readonly<Record<SimulatedDownCause, string>> = {
  powerLoss: 'DyingGasp',
  fibreLoss: 'LOS',
  deactivated: 'deactivate',
  reset: 'reboot',
};

/** The same as numbers of the MIBs. */
export const causeNumbers: Readonly<Record<SimulatedDownCause, number>> = {
  fibreLoss: 2,
  powerLoss: 9,
  deactivated: 10,
  reset: 12,
};
