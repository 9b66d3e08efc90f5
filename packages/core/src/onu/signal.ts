import { dateTime, decimal, type Infer, nullable, object, oneOf, optional, whole } from '../schema/schema.ts';
import { OnuAddress } from './address.ts';

/** How good a received power is for its optical class. `unknown` where there is no reading or no class limits. */
export const SignalBand = oneOf(['good', 'attention', 'critical', 'overload', 'unknown']);
export type SignalBand = Infer<typeof SignalBand>;

/**
 * Why a reading is `null`: the ONU is offline; the device left it out; it printed a number no optics can measure;
 * this equipment or firmware cannot tell; it did not answer in time.
 */
export const MissingReason = oneOf(['offline', 'notReported', 'implausible', 'unsupported', 'timeout']);
export type MissingReason = Infer<typeof MissingReason>;

const missing = optional(MissingReason);

/** The judgement of an {@link OnuSignal}: a band for each end, the worse of the two, a reason for each `null`. */
export const SignalQuality = object({
  overall: SignalBand,
  rxAtOnu: SignalBand,
  rxAtOlt: SignalBand,
  missing: object({
    rxAtOnuDbm: missing,
    txAtOnuDbm: missing,
    rxAtOltDbm: missing,
    temperatureCelsius: missing,
    voltageVolts: missing,
    biasMilliamps: missing,
    distanceMetres: missing,
  }),
});
export type SignalQuality = Infer<typeof SignalQuality>;

/** The readings of one ONU's optics; `null` where there is none, with the reason in `quality.missing`. */
export const OnuSignal = object({
  address: OnuAddress,
  /** Light from the OLT, measured at the ONU, in dBm. */
  rxAtOnuDbm: nullable(decimal(-50, 10)),
  /** Light the ONU sends, measured at the ONU, in dBm. */
  txAtOnuDbm: nullable(decimal(-50, 10)),
  /** Light from the ONU, measured at the OLT, in dBm. */
  rxAtOltDbm: nullable(decimal(-50, 10)),
  temperatureCelsius: nullable(decimal(-100, 200)),
  voltageVolts: nullable(decimal(0, 100)),
  biasMilliamps: nullable(decimal(0, 1000)),
  distanceMetres: nullable(whole(0, 1_000_000)),
  quality: SignalQuality,
  measuredAt: dateTime(),
});
export type OnuSignal = Infer<typeof OnuSignal>;
