export type {
  CliMode,
  CliModeRef,
  CliNoise,
  CliPlatform,
  CliQuestion,
  CliRefusal,
  CliReply,
  CliRunOptions,
  CliSession,
} from './contract/cli.ts';
export { type OltErrorCode, oltError } from './contract/errors.ts';
export type {
  AuthorizeOnu,
  Board,
  NativeVlan,
  OltProfileEntry,
  OnuAuthentication,
  OnuHistoryEntry,
  OnuMac,
  OnuRef,
  OnuService,
  OnuWan,
  OnuWriteRef,
  PonPort,
  PortScope,
  PppoeWan,
  ProvisionService,
  ReadMap,
  ReadName,
  ServiceFlow,
  ServicePort,
  SystemInfo,
  WriteMap,
  WriteName,
} from './contract/operations.ts';
export { readNames, writeNames } from './contract/operations.ts';
export type {
  PlanCommand,
  PlanStep,
  Verification,
  WriteDecision,
  WritePlan,
  WriteResult,
} from './contract/plan.ts';
export type { ReadBudget, SnmpSession, SnmpValue } from './contract/snmp.ts';
export type { SnmpTrap, TrapNews, TrapReader } from './contract/snmp-trap.ts';
export type { Transport, WritePurpose } from './contract/transport.ts';
export type { DeviceFacts, OltProfile, SessionKind, VendorDriver } from './contract/vendor-driver.ts';
export { connectOlt } from './driver/connect-olt.ts';
export type { ConnectOltOptions } from './driver/connect-olt-options.ts';
export { type DetectedVendor, detectVendor, vendorNames } from './driver/detect-vendor.ts';
export type {
  ApplyOptions,
  Olt,
  OltReads,
  OperationOptions,
  PlannedWrite,
  ReadOptions,
} from './driver/olt.ts';
export type { OltTranscriptEvent, OperationMark } from './driver/operation-mark.ts';
export { formatEndpoint, type OltTarget, parseTarget } from './driver/target.ts';
export type { OltEvent, OltNews } from './driver/watch/olt-event.ts';
export type { WatchOptions } from './driver/watch/watch-options.ts';
export { createInProcessLock, type Release, type WriteLock } from './driver/write-lock.ts';
export { describeDecision, formatPlan } from './session/format-plan.ts';
export type { TranscriptEvent } from './session/open-cli-session.ts';
export { listenForTraps, type TrapListenerOptions, type TrapReceiver } from './snmp/listen-for-traps.ts';
export type { SnmpCredentials } from './snmp/net-snmp-session.ts';
export type { HostKeyPolicy } from './transports/host-keys.ts';
