import { dateTime, decimal, type Infer, nullable, object } from '../schema/schema.ts';

/**
 * A point on Earth in WGS 84 degrees. `accuracyMetres` is the radius the device claims; `null` in it or in
 * `measuredAt` means unknown, as for coordinates typed by hand or taken from a register.
 */
export const Location = object({
  latitude: decimal(-90, 90),
  longitude: decimal(-180, 180),
  accuracyMetres: nullable(decimal(0, 10_000_000)),
  measuredAt: nullable(dateTime()),
});
export type Location = Infer<typeof Location>;
