import type * as z from 'zod/mini';
import { maxClosingPhotos } from '../evidence/evidence.ts';
import { Location } from '../location/location.ts';
import { dateTime, decimal, flag, type Infer, id, list, nullable, object, optional, text } from '../schema/schema.ts';
import { VisitOutcome } from '../visit/visit.ts';

const readings = {
  rxAtOnuDbm: nullable(decimal(-50, 10)),
  rxAtOltDbm: nullable(decimal(-50, 10)),
  cto: nullable(text(100)),
  seal: nullable(text(100)),
  ctoPort: nullable(text(20)),
};

/** What was measured and where the drop is connected; `null` where it was not measured or has no label. */
export const ClosingReadings = object(readings);
export type ClosingReadings = Infer<typeof ClosingReadings>;

/** A code of the provider's own catalogue of causes or solutions. */
export const ClosingCode = object({ code: id() });
export type ClosingCode = Infer<typeof ClosingCode>;

/* @__NO_SIDE_EFFECTS__ */
function maybe<T extends z.ZodMiniType>(field: T) {
  return optional(nullable(field));
}

const fields = {
  cause: ClosingCode,
  solution: ClosingCode,
  details: text(10_000),
  addressChanged: flag(),
  readings: ClosingReadings,
  photos: list(id(), maxClosingPhotos),
  customerSignature: nullable(id()),
  technicianSignature: nullable(id()),
  outcome: VisitOutcome,
  occurredAt: dateTime(),
  location: nullable(Location),
};

/**
 * The report that ends a ticket. Photos and signatures are ids of uploaded evidence. The schema is the shape;
 * {@link evaluateClosing} is what a provider demands of it.
 */
export const Closing = object(fields);
export type Closing = Infer<typeof Closing>;

/** A {@link Closing} while it is being filled in: every field may still be missing or `null`. */
export const ClosingDraft = object({
  cause: maybe(fields.cause),
  solution: maybe(fields.solution),
  details: maybe(fields.details),
  addressChanged: maybe(fields.addressChanged),
  readings: maybe(
    object({
      rxAtOnuDbm: optional(readings.rxAtOnuDbm),
      rxAtOltDbm: optional(readings.rxAtOltDbm),
      cto: optional(readings.cto),
      seal: optional(readings.seal),
      ctoPort: optional(readings.ctoPort),
    }),
  ),
  photos: maybe(fields.photos),
  customerSignature: optional(fields.customerSignature),
  technicianSignature: optional(fields.technicianSignature),
  outcome: maybe(fields.outcome),
  occurredAt: maybe(fields.occurredAt),
  location: optional(fields.location),
});
export type ClosingDraft = Infer<typeof ClosingDraft>;
