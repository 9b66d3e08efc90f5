/** Optical readings by who measured them, limits in use, and what a link should give. */
export { isPlausibleDbm, parseDbm } from './dbm.ts';
export {
  compareLink,
  type LinkPart,
  type LinkVerdict,
  linkLoss,
  type Span,
  splitterLoss,
  tapLoss,
} from './link-budget.ts';
export { overrideLimits, signalPresets } from './signal-presets.ts';
export {
  judgeReading,
  latestReadings,
  type ReadingSource,
  readSignal,
  type SignalReading,
} from './signal-reading.ts';
