import { decimal, type Infer, nullable, object, oneOf } from '../schema/schema.ts';

const dbm = decimal(-50, 20);

/** Limits of one receiver in dBm, brightest first. */
export const BandLimits = object({
  /** Brighter than this is overload. */
  overload: dbm,
  /** This or brighter is good. */
  good: dbm,
  /** This or brighter, but not good, needs attention; darker is critical. */
  attention: dbm,
});
export type BandLimits = Infer<typeof BandLimits>;

/** The limits of both ends of a link; `null` where no trustworthy figure is known. */
export const LinkLimits = object({ rxAtOnu: nullable(BandLimits), rxAtOlt: nullable(BandLimits) });
export type LinkLimits = Infer<typeof LinkLimits>;

/** The links with limits of their own, by technology and optical class. */
export const OpticalClass = oneOf(['gpon/B+', 'gpon/C+', 'xgspon/N1', 'xgspon/N2', 'epon/PX20+']);
export type OpticalClass = Infer<typeof OpticalClass>;
