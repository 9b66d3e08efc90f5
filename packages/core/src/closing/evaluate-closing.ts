import { signalBand, signalLimits } from '../onu/signal-bands.ts';
import { isFinished } from '../ticket/filter-tickets.ts';
import type { TicketStatus } from '../ticket/ticket.ts';
import type { StartVisit } from '../visit/visit.ts';
import type { ClosingDraft } from './closing.ts';
import { type ClosingPolicy, type ClosingRule, defaultClosingPolicy } from './closing-policy.ts';
import type {
  ClosingFinding,
  ClosingFindingCode,
  Finding,
  FindingName,
  StartFinding,
  StartFindingCode,
} from './finding.ts';

/** What is known beside the draft. A ticket is a context. */
export interface ClosingContext {
  readonly status?: TicketStatus | undefined;
  readonly policy?: ClosingPolicy | undefined;
  /** Now, for the age of a location; `occurredAt` of the draft when left out. ISO 8601. */
  readonly now?: string | undefined;
  /** The uploaded photos and what each shows; without it none shows anything by name. */
  readonly evidence?:
    | readonly { readonly id: string; readonly subject?: string | null | undefined }[]
    | undefined;
  /** The products and loans recorded on the ticket. */
  readonly uses?: readonly { readonly productId: string; readonly mode: 'sale' | 'loan' }[] | undefined;
  /** Whether the agreed time has passed. */
  readonly overdue?: boolean | undefined;
}

type Draft = ClosingDraft & Partial<Pick<StartVisit, 'startedAt'>>;
type Report = (name: FindingName, path: (string | number)[], params?: Finding['params']) => void;

/**
 * What is still missing before a ticket may be closed, in the order of its policy; {@link defaultClosingPolicy} where
 * the context names none. Runs the same offline and on the server; texts are in `formatFinding`. Never throws.
 */
export function evaluateClosing(draft: ClosingDraft, context: ClosingContext = {}): ClosingFinding[] {
  const findings: ClosingFinding[] = [];
  if (context.status && isFinished(context.status)) {
    findings.push({
      code: 'closing.ticket_finished',
      path: [],
      severity: 'error',
      overridable: false,
      params: {},
    });
  }
  const policy = context.policy ?? defaultClosingPolicy;
  return evaluate(findings, 'closing', policy.closing, draft, context);
}

/** What is still missing before a visit may start: the safety form of the policy. Never throws. */
export function evaluateStart(
  draft: Pick<Draft, 'location' | 'answers' | 'photos' | 'team' | 'startedAt' | 'overrides'>,
  context: ClosingContext = {},
): StartFinding[] {
  const policy = context.policy ?? defaultClosingPolicy;
  return evaluate<StartFindingCode>([], 'visit', policy.start, draft, context);
}

/** Whether nothing stops the closing, or the start; warnings do not. */
export function canClose(findings: readonly Pick<Finding, 'severity'>[]): boolean {
  return findings.every((finding) => finding.severity !== 'error');
}

function evaluate<Code extends ClosingFindingCode | StartFindingCode>(
  findings: Finding<Code>[],
  stage: 'closing' | 'visit',
  rules: readonly ClosingRule[],
  draft: Draft,
  context: ClosingContext,
): Finding<Code>[] {
  for (const rule of rules) {
    if (!applies(rule, draft)) continue;
    demand(rule, draft, context, (name, path, params = {}) => {
      const code = `${stage}.${name}` as Code;
      const overridable = rule.overridable ?? false;
      const reason = overridable
        ? draft.overrides?.find((given) => given.code === code && given.reason.trim() !== '')?.reason
        : undefined;
      const severity = reason === undefined ? (rule.severity ?? 'error') : 'warning';
      findings.push({ code, path, severity, overridable, params: reason ? { ...params, reason } : params });
    });
  }
  return findings;
}

function applies({ outcomes, when }: ClosingRule, draft: Draft): boolean {
  if (outcomes && !(draft.outcome && outcomes.includes(draft.outcome))) return false;
  return !when || words(answerTo(draft, when.item)).some((word) => when.is.includes(word));
}

function demand(rule: ClosingRule, draft: Draft, context: ClosingContext, report: Report): void {
  const { require } = rule;
  const min = rule.min ?? 1;
  switch (require) {
    case 'details':
      if ((draft.details ?? '').trim().length < min) report('details_required', ['details'], { min });
      break;
    case 'cto':
    case 'seal':
    case 'ctoPort':
      if (!draft.readings?.[require]?.trim()) {
        report(require === 'ctoPort' ? 'cto_port_required' : `${require}_required`, ['readings', require]);
      }
      break;
    case 'signal':
      demandSignal(rule, draft, context, report);
      break;
    case 'photos':
      demandPhotos(rule, draft, context, report);
      break;
    case 'products':
    case 'loans': {
      const mode = require === 'loans' ? 'loan' : 'sale';
      const { item } = rule;
      const uses = (context.uses ?? []).filter(
        (use) => use.mode === mode && (item === undefined || use.productId === item),
      );
      if (uses.length < min) {
        report(`${require}_required`, [], { min, count: uses.length, ...(item && { item }) });
      }
      break;
    }
    case 'location':
      demandLocation(rule, draft, context, report);
      break;
    case 'answer':
      demandAnswer(rule, draft, report);
      break;
    case 'team':
      if ((draft.team?.length ?? 0) < min) report('team_required', ['team'], { min });
      break;
    case 'delayReason':
      if (context.overdue && !draft.delayReason?.trim()) report('delay_reason_required', ['delayReason']);
      break;
    case 'customerSignature':
      demandSignature(rule, draft, report);
      break;
    case 'technicianSignature':
      if (!draft.technicianSignature) report('technician_signature_required', ['technicianSignature']);
      break;
    default:
      if (!draft[require]) report(`${require}_required`, [require]);
  }
}

const signalFields = { onu: 'rxAtOnuDbm', olt: 'rxAtOltDbm', powerMeter: 'powerMeterDbm' } as const;

function demandSignal(rule: ClosingRule, draft: Draft, { policy }: ClosingContext, report: Report): void {
  const limits = policy?.signalLimits ?? signalLimits[policy?.opticalClass ?? 'gpon/B+'];
  const field = signalFields[rule.end ?? 'onu'];
  const dbm = draft.readings?.[field] ?? null;
  const band = signalBand(dbm, rule.end === 'olt' ? limits.rxAtOlt : limits.rxAtOnu);
  if (band === 'good' || !rule.bands?.includes(band)) return;
  report(band === 'unknown' ? 'signal_not_measured' : `signal_${band}`, ['readings', field], {
    ...(dbm !== null && { dbm }),
  });
}

function demandPhotos(
  rule: ClosingRule,
  draft: Draft,
  { evidence = [] }: ClosingContext,
  report: Report,
): void {
  const { min = 1, subject } = rule;
  const photos = draft.photos ?? [];
  if (subject !== undefined) {
    const count = evidence.filter((file) => file.subject === subject && photos.includes(file.id)).length;
    if (count < min) report('subject_photos_required', ['photos'], { min, count, subject });
  } else if (photos.length < min) {
    report(min === 1 ? 'photo_required' : 'photos_required', ['photos'], { min, count: photos.length });
  }
}

function demandLocation(rule: ClosingRule, draft: Draft, context: ClosingContext, report: Report): void {
  const { location } = draft;
  const { maxAccuracyMetres: max = Infinity, maxAgeMinutes = Infinity } = rule;
  if (!location) {
    report('location_required', ['location']);
  } else if ((location.accuracyMetres ?? Infinity) > max) {
    report('location_inaccurate', ['location'], { max, accuracyMetres: location.accuracyMetres });
  } else if (maxAgeMinutes < Infinity) {
    const now = Date.parse(context.now ?? draft.occurredAt ?? draft.startedAt ?? '');
    const age = Math.abs(now - Date.parse(location.measuredAt ?? '')) / 60_000;
    if (!(age <= maxAgeMinutes)) report('location_stale', ['location'], { max: maxAgeMinutes });
  }
}

function demandAnswer({ item = '', allowed }: ClosingRule, draft: Draft, report: Report): void {
  const given = words(answerTo(draft, item));
  const path = ['answers', item];
  if (given.every((word) => word.trim() === '')) report('answer_required', path, { item });
  else if (allowed && !given.every((word) => allowed.includes(word))) {
    report('answer_refused', path, { item, allowed });
  }
}

function demandSignature({ refusalPhotos }: ClosingRule, draft: Draft, report: Report): void {
  if (draft.customerSignature) return;
  const { refusal } = draft;
  if (!refusal || refusalPhotos === undefined) {
    report('customer_signature_required', ['customerSignature']);
  } else if (refusal.photos.length < refusalPhotos) {
    report('refusal_photos_required', ['refusal', 'photos'], { min: refusalPhotos });
  }
}

function answerTo(draft: Draft, item: string): unknown {
  return draft.answers?.find((answer) => answer.item === item)?.value;
}

/** An answer as the words a policy compares: `true` is `'true'`, a list is its items. */
function words(answer: unknown): string[] {
  if (answer === undefined || answer === null) return [];
  return Array.isArray(answer) ? answer.map(String) : [String(answer)];
}
