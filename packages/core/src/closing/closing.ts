import { maxClosingPhotos } from '../evidence/evidence.ts';
import { Location } from '../location/location.ts';
import {
  dateTime,
  decimal,
  flag,
  type Infer,
  id,
  list,
  nullable,
  object,
  oneOf,
  optional,
  personal,
  place,
  type Schema,
  sensitive,
  text,
  whole,
} from '../schema/schema.ts';
import { Answer, maxAnswers } from '../visit/answer.ts';
import { VisitOutcome } from '../visit/visit.ts';

const dbm = nullable(decimal(-50, 10));
const label = nullable(text(100));
const details = personal(text(10_000));
const photos = list(id(), maxClosingPhotos);
const signature = nullable(sensitive(id()));

/** What was measured and where the drop is connected; `null` where it was not measured or has no label. */
export const ClosingReadings = object({
  rxAtOnuDbm: dbm,
  rxAtOltDbm: dbm,
  /** Light at the end of the drop by the technician's own meter: never mixed with what the ONU says of itself. */
  powerMeterDbm: optional(dbm),
  cto: label,
  seal: label,
  ctoPort: label,
});
export type ClosingReadings = Infer<typeof ClosingReadings>;

/** A code of the provider's own catalogue of causes or solutions. */
export const ClosingCode = object({ code: id() });
export type ClosingCode = Infer<typeof ClosingCode>;

/** Why there is no customer's signature, and the photos that show it. */
export const SignatureRefusal = object({
  reason: oneOf(['refused', 'absent', 'notTheHolder', 'unable', 'other']),
  note: optional(personal(text(2000))),
  photos: list(id(), maxClosingPhotos),
});
export type SignatureRefusal = Infer<typeof SignatureRefusal>;

/** An accepted finding: its code, and why the work is closed all the same. */
export const ClosingOverride = object({ code: text(128, 1), reason: personal(text(2000, 1)) });
export type ClosingOverride = Infer<typeof ClosingOverride>;

const diagnosis = maybe(ClosingCode);
const refusal = maybe(SignatureRefusal);
const answers = maybe(list(Answer, maxAnswers));
const team = maybe(list(id(), 100));
const delayReason = maybe(personal(text(2000)));
const overrides = maybe(list(ClosingOverride, 100));
const policy = maybe(object({ id: id(), revision: whole(1, 1_000_000_000) }));

/**
 * The report that ends a ticket. Photos and signatures are ids of uploaded evidence. The schema is the shape;
 * {@link evaluateClosing} is what a provider demands of it.
 */
export const Closing = object({
  cause: ClosingCode,
  solution: ClosingCode,
  details,
  addressChanged: flag(),
  readings: ClosingReadings,
  photos,
  customerSignature: signature,
  technicianSignature: signature,
  outcome: VisitOutcome,
  occurredAt: dateTime(),
  location: nullable(place(Location)),
  /** From here on what only some providers ask for; a {@link ClosingPolicy} says which. */
  diagnosis,
  refusal,
  answers,
  /** Everyone who worked on it, by technician id. */
  team,
  delayReason,
  overrides,
  /** The policy it was judged by on the phone. */
  policy,
});
export type Closing = Infer<typeof Closing>;

/** A {@link Closing} while it is being filled in: every field may still be missing or `null`. */
export const ClosingDraft = object({
  cause: maybe(ClosingCode),
  solution: maybe(ClosingCode),
  details: maybe(details),
  addressChanged: maybe(flag()),
  readings: maybe(
    object({
      rxAtOnuDbm: optional(dbm),
      rxAtOltDbm: optional(dbm),
      powerMeterDbm: optional(dbm),
      cto: optional(label),
      seal: optional(label),
      ctoPort: optional(label),
    }),
  ),
  photos: maybe(photos),
  customerSignature: optional(signature),
  technicianSignature: optional(signature),
  outcome: maybe(VisitOutcome),
  occurredAt: maybe(dateTime()),
  location: maybe(place(Location)),
  diagnosis,
  refusal,
  answers,
  team,
  delayReason,
  overrides,
  policy,
});
export type ClosingDraft = Infer<typeof ClosingDraft>;

/* @__NO_SIDE_EFFECTS__ */
function maybe<T extends Schema>(field: T) {
  return optional(nullable(field));
}
