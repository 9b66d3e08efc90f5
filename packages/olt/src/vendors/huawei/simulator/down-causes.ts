import type { SimulatedDownCause } from '../../../contract/simulated-olt.ts';

/** How the lists and the single screen name a cause. */
const words: Readonly<Record<SimulatedDownCause, string>> = {
  powerLoss: 'dying-gasp',
  fibreLoss: 'LOSi/LOBi',
  deactivated: 'deactive',
  reset: 'ONT is reset by ONT command',
};

/** How the history names it. */
const historyWords: Readonly<Record<SimulatedDownCause, string>> = {
  powerLoss: 'PowerFail',
  fibreLoss: 'ONT LOSi/LOBi alarm',
  deactivated: 'ONT deactivated',
  reset: 'ONT is reset by ONT command',
};

/** hwGponDeviceOntControlLastDownCause of HUAWEI-XPON-MIB. */
const numbers: Readonly<Record<SimulatedDownCause, number>> = {
  powerLoss: 13,
  fibreLoss: 2,
  deactivated: 8,
  reset: 31,
};

export const downCauseWord = (cause: SimulatedDownCause | null) => (cause ? words[cause] : '-');
export const historyCauseWord = (cause: SimulatedDownCause | null) => (cause ? historyWords[cause] : '-');
/** -1 where nothing is known. */
export const downCauseNumber = (cause: SimulatedDownCause | null) => (cause ? numbers[cause] : -1);
