export {
  parseRecordedCase,
  type RecordedCase,
  type RecordedReading,
  type RecordedVariable,
} from '../recording/recorded-case.ts';
export { openRecordedCase, type ReplayedReading, replayCase } from '../recording/replay-case.ts';
export { createReplaySnmp } from '../recording/replay-snmp.ts';
export {
  createReplayTransport,
  type ReplayOptions,
  type ReplayStep,
  type ReplayTransport,
} from '../recording/replay-transport.ts';
