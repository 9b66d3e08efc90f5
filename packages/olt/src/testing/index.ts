export {
  type CaseExchange,
  type CaseRecording,
  type CaseTerminal,
  type CaseText,
  type CaseTurn,
  type ReadCase,
  readCase,
  type ScreenCase,
  type VendorCases,
  type WriteCase,
  writeCase,
} from '../contract/vendor-cases.ts';
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
export type { ContractCheck } from './contract/contract-check.ts';
export {
  type ContractOptions,
  contractChecks,
  describeVendor,
  type TestFramework,
} from './contract/describe-vendor.ts';
export type { WalkOpener } from './contract/operation-checks.ts';
export { parseWalk } from './contract/parse-walk.ts';
