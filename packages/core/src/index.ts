export {
  Closing,
  ClosingCode,
  ClosingDraft,
  ClosingOverride,
  ClosingReadings,
  SignatureRefusal,
} from './closing/closing.ts';
export {
  ClosingPolicy,
  ClosingRequirement,
  ClosingRule,
  defaultClosingPolicy,
  minClosingDetails,
  selectClosingPolicy,
} from './closing/closing-policy.ts';
export { type ClosingContext, canClose, evaluateClosing, evaluateStart } from './closing/evaluate-closing.ts';
export type {
  ClosingFinding,
  ClosingFindingCode,
  Finding,
  FindingName,
  StartFinding,
  StartFindingCode,
  StartFindingName,
} from './closing/finding.ts';
export {
  defineErrors,
  type ErrorCatalogue,
  type ErrorDefinition,
  type ErrorFactory,
} from './errors/define-errors.ts';
export {
  type ErrorText,
  type ErrorTexts,
  FieldError,
  type FieldErrorInit,
  type FieldErrorJson,
  isFieldError,
} from './errors/field-error.ts';
export {
  formatIssue,
  formatPath,
  type Issue,
  type IssueCode,
  issueTexts,
  typeNameOf,
} from './errors/issue.ts';
export { type CheckResult, check, type ParseOptions, parse } from './errors/parse.ts';
export { isValidationError, ValidationError } from './errors/validation-error.ts';
export {
  Evidence,
  EvidenceCategory,
  EvidenceMediaType,
  maxClosingPhotos,
  maxEvidenceBytes,
  maxPhotoBytes,
  maxSignatureBytes,
  UploadEvidence,
} from './evidence/evidence.ts';
export { fillText, formatNumber } from './i18n/fill-text.ts';
export { type Locale, locales, resolveLocale } from './i18n/locale.ts';
export { Location } from './location/location.ts';
export {
  compareOnuAddresses,
  comparePonPorts,
  formatOnuAddress,
  formatPonPort,
  OnuAddress,
  PonPortAddress,
  sameOnuAddress,
  samePonPort,
  tryParseOnuAddress,
  tryParsePonPort,
} from './onu/address.ts';
export { DeviceTime, isExactTime } from './onu/device-time.ts';
export { BandLimits, LinkLimits, OpticalClass } from './onu/link-limits.ts';
export { DownCause, Onu, RowIssue, UnauthorizedOnu } from './onu/onu.ts';
export {
  AuthorizeOnu,
  AuthorizeResult,
  DiscoveredOnu,
  DiscoverOnu,
  OnuPlan,
  OnuPlanStep,
  WriteOutcome,
} from './onu/onu-work.ts';
export { parseOnuAddress, parsePonPort } from './onu/parse-address.ts';
export { findRowIssues } from './onu/row-issues.ts';
export {
  type DeviceSerialNumber,
  type ParsedSerialNumber,
  parseSerialNumber,
  readDeviceSerialNumber,
  sameSerialNumber,
  serialNumberEndsWith,
  serialNumberOctets,
  serialNumberToHex,
  tryParseSerialNumber,
} from './onu/serial-number.ts';
export { SerialNumber } from './onu/serial-number-schema.ts';
export { MissingReason, OnuSignal, SignalBand, SignalQuality } from './onu/signal.ts';
export {
  judgeSignal,
  signalBand,
  signalLimits,
} from './onu/signal-bands.ts';
export { Problem, ProblemField, toJsonPointer } from './problem/problem.ts';
export { ProductMode, ProductUnit, ProductUse, StockItem, UseProduct } from './product/product.ts';
export {
  formatQuantity,
  maxQuantity,
  quantityDecimals,
  subtractQuantity,
  sumQuantities,
} from './product/quantity.ts';
export {
  Catalogues,
  DiscoveredOnus,
  ProductUses,
  Stock,
  TicketOnu,
  Timeline,
} from './protocol/answers.ts';
export { isDateTime, isLocalDateTime } from './schema/checks.ts';
export { fieldsOf, type Schema, wordsOf } from './schema/schema.ts';
export { definitionOf, type PrivacyClass, type ShapeDefinition } from './schema/shape.ts';
export { LoginRequest, RefreshRequest, Session } from './session/session.ts';
export { Company, Person, TenantDiscovery } from './tenant/tenant.ts';
export {
  countTickets,
  filterTickets,
  foldText,
  isFinished,
  isUrgent,
  matchesCustomer,
} from './ticket/filter-tickets.ts';
export {
  Address,
  CodedLabel,
  ContractOnu,
  Customer,
  OnuState,
  PppoeCredentials,
  Schedule,
  Ticket,
  TicketFilter,
  TicketNetwork,
  TicketPage,
  TicketPriority,
  TicketStatus,
} from './ticket/ticket.ts';
export {
  listTicketEvents,
  nextTicketStatus,
  type TicketEvent,
  type TicketFacts,
  type TicketRefusal,
  type Transition,
} from './ticket/ticket-events.ts';
export { TimelineEntry, TimelineKind, TimelineParams } from './timeline/timeline-entry.ts';
export { Answer } from './visit/answer.ts';
export {
  CustomerAbsent,
  Departure,
  StartVisit,
  UpdateLocation,
  Visit,
  VisitOutcome,
} from './visit/visit.ts';
export {
  mayEndVisit,
  mayStartVisit,
  nextVisitState,
  ticketStatusAfter,
  type VisitRefusal,
  type VisitState,
  visitState,
} from './visit/visit-events.ts';
