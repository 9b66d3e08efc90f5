/** What a closing can lack. */
export type ClosingFindingCode = `closing.${FindingName}`;

/** What the start of a visit can lack. */
export type StartFindingCode = `visit.${StartFindingName}`;

/** What a finding about the start of a visit is about: its code behind the dot. */
export type StartFindingName =
  | 'location_required'
  | 'location_inaccurate'
  | 'location_stale'
  | 'photo_required'
  | 'photos_required'
  | 'subject_photos_required'
  | 'answer_required'
  | 'answer_refused'
  | 'team_required';

/** What a finding is about: its code behind the dot. */
export type FindingName =
  | StartFindingName
  | 'ticket_finished'
  | 'cause_required'
  | 'solution_required'
  | 'details_required'
  | 'outcome_required'
  | 'diagnosis_required'
  | 'cto_required'
  | 'seal_required'
  | 'cto_port_required'
  | 'products_required'
  | 'loans_required'
  | 'delay_reason_required'
  | 'customer_signature_required'
  | 'technician_signature_required'
  | 'refusal_photos_required'
  | 'signal_not_measured'
  | 'signal_attention'
  | 'signal_critical'
  | 'signal_overload';

/** One thing a provider demands and does not find. */
export interface Finding<Code extends string = ClosingFindingCode | StartFindingCode> {
  readonly code: Code;
  /** The field, from the root of the closing. */
  readonly path: readonly (string | number)[];
  /** An `error` stops the closing; a `warning` is shown and may be accepted. */
  readonly severity: 'error' | 'warning';
  /** Whether a reason in `overrides` turns the error into a warning. */
  readonly overridable: boolean;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A {@link Finding} about a closing. */
export type ClosingFinding = Finding<ClosingFindingCode>;

/** A {@link Finding} about the start of a visit. */
export type StartFinding = Finding<StartFindingCode>;
