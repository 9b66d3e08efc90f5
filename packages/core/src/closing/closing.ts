import * as z from 'zod/mini';
import { maxClosingPhotos } from '../evidence/evidence.ts';
import { Location } from '../location/location.ts';
import { dateTime, decimal, id, list, text } from '../schema/primitives.ts';
import { VisitOutcome } from '../visit/visit.ts';

/** What was measured and where the drop is connected; `null` where it was not measured or has no label. */
export const ClosingReadings = z.object({
  rxAtOnuDbm: z.nullable(decimal(-50, 10)),
  rxAtOltDbm: z.nullable(decimal(-50, 10)),
  cto: z.nullable(text(100)),
  seal: z.nullable(text(100)),
  ctoPort: z.nullable(text(20)),
});
export type ClosingReadings = z.infer<typeof ClosingReadings>;

/** A code of the provider's own catalogue of causes or solutions. */
export const ClosingCode = z.object({ code: id() });
export type ClosingCode = z.infer<typeof ClosingCode>;

const fields = {
  cause: ClosingCode,
  solution: ClosingCode,
  details: text(10_000),
  addressChanged: z.boolean(),
  readings: ClosingReadings,
  photos: list(id(), maxClosingPhotos),
  customerSignature: z.nullable(id()),
  technicianSignature: z.nullable(id()),
  outcome: VisitOutcome,
  occurredAt: dateTime(),
  location: z.nullable(Location),
};

/**
 * The report that ends a ticket. Photos and signatures are ids of uploaded evidence. The schema is the shape;
 * {@link evaluateClosing} is what a provider demands of it.
 */
export const Closing = z.object(fields);
export type Closing = z.infer<typeof Closing>;

/** A {@link Closing} while it is being filled in: every field may still be missing or `null`. */
export const ClosingDraft = z.partial(
  z.object({
    ...fields,
    cause: z.nullable(fields.cause),
    solution: z.nullable(fields.solution),
    outcome: z.nullable(fields.outcome),
    readings: z.nullable(z.partial(ClosingReadings)),
  }),
);
export type ClosingDraft = z.infer<typeof ClosingDraft>;
