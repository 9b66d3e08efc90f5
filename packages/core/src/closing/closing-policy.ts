import { LinkLimits, OpticalClass } from '../onu/link-limits.ts';
import { SignalBand } from '../onu/signal.ts';
import { rule } from '../schema/checks.ts';
import {
  decimal,
  flag,
  type Infer,
  id,
  list,
  literal,
  object,
  oneOf,
  optional,
  text,
  whole,
} from '../schema/schema.ts';
import { VisitOutcome } from '../visit/visit.ts';

/** What a rule can demand of a closing, or of the start of a visit. */
export const ClosingRequirement = oneOf([
  'cause',
  'solution',
  'details',
  'diagnosis',
  'cto',
  'seal',
  'ctoPort',
  'signal',
  'photos',
  'products',
  'loans',
  'location',
  'answer',
  'team',
  'delayReason',
  'customerSignature',
  'technicianSignature',
  'outcome',
]);
export type ClosingRequirement = Infer<typeof ClosingRequirement>;

/**
 * One demand. Left out: `severity` is `error`, `overridable` is no, and it holds for every outcome and answer. Fields
 * other than the first five belong to the demands their comments name.
 */
export const ClosingRule = object(
  {
    require: ClosingRequirement,
    /** An `error` stops the closing, a `warning` is shown. */
    severity: optional(oneOf(['error', 'warning'])),
    /** Whether a reason in `overrides` turns the error into a warning. */
    overridable: optional(flag()),
    /** Only where the visit ended like this. */
    outcomes: optional(list(VisitOutcome, 20)),
    /** Only where this item of the checklist was answered with one of these. */
    when: optional(object({ item: id(), is: list(text(200), 100) })),
    /** `details`: characters. `photos`, `products`, `loans`, `team`: how many; 1 when left out. */
    min: optional(whole(0, 10_000)),
    /** `photos`: that show this, in the provider's own word, such as `powerMeter`. */
    subject: optional(text(64, 1)),
    /** `answer`: the item. `products`, `loans`: the product. */
    item: optional(id()),
    /** `answer`: what may be answered. */
    allowed: optional(list(text(200), 100)),
    /** `signal`: who measured, the ONU when left out, and the bands that are not accepted. */
    end: optional(oneOf(['onu', 'olt', 'powerMeter'])),
    bands: optional(list(SignalBand, 5)),
    /** `location`: how exact and how fresh. */
    maxAccuracyMetres: optional(decimal(0, 100_000)),
    maxAgeMinutes: optional(decimal(0, 100_000)),
    /** `customerSignature`: a typed refusal with this many photos will do instead. */
    refusalPhotos: optional(whole(0, 50)),
  },
  rule((value) => {
    const missing =
      value.require === 'answer' && value.item === undefined
        ? 'item'
        : value.require === 'signal' && value.bands === undefined
          ? 'bands'
          : undefined;
    return missing && { code: 'required', path: [missing] };
  }),
);
export type ClosingRule = Infer<typeof ClosingRule>;

/**
 * What one provider demands for one kind of service, as data: the same document is judged by
 * {@link evaluateClosing} on the phone and on the server.
 */
export const ClosingPolicy = object({
  /** The version of this document's own format. */
  format: literal(1),
  id: id(),
  /** Grows with every change the provider makes. */
  revision: whole(1, 1_000_000_000),
  /** The problem codes it is for; an empty list is every code no other policy names. */
  serviceTypes: list(id(), 1000),
  /** Demands on the closing, in the order of the form. */
  closing: list(ClosingRule, 500),
  /** Demands before a visit starts: the safety form. */
  start: list(ClosingRule, 500),
  /** The sections an app shows, in order, by names the provider and its app agree on. */
  steps: optional(list(text(64, 1), 100)),
  /** Which link the signal is judged by; GPON B+ when left out. */
  opticalClass: optional(OpticalClass),
  /** The provider's own limits, in place of the class's. */
  signalLimits: optional(LinkLimits),
});
export type ClosingPolicy = Infer<typeof ClosingPolicy>;

/** The fewest characters, spaces around not counted, that describe a solution. */
export const minClosingDetails = 10;

/** The closing screen of a technician's app: cause, solution, details, signal, photo, customer's signature, outcome. */
export const defaultClosingPolicy: ClosingPolicy = {
  format: 1,
  id: 'default',
  revision: 1,
  serviceTypes: [],
  closing: [
    { require: 'cause' },
    { require: 'solution' },
    { require: 'details', min: minClosingDetails },
    { require: 'signal', bands: ['unknown', 'critical', 'overload'], severity: 'warning' },
    { require: 'photos', min: 1 },
    { require: 'customerSignature' },
    { require: 'outcome' },
  ],
  start: [],
};

/**
 * The policy for a problem code: one that names it, else one for every code, else {@link defaultClosingPolicy};
 * of several the one with the highest revision.
 */
export function selectClosingPolicy(policies: readonly ClosingPolicy[], problemCode: string): ClosingPolicy {
  const newest = (fits: (policy: ClosingPolicy) => boolean) =>
    policies
      .filter(fits)
      .reduce<ClosingPolicy | undefined>(
        (best, policy) => (best && best.revision >= policy.revision ? best : policy),
        undefined,
      );
  return (
    newest(({ serviceTypes }) => serviceTypes.includes(problemCode)) ??
    newest(({ serviceTypes }) => serviceTypes.length === 0) ??
    defaultClosingPolicy
  );
}
