import {
  type Infer,
  list,
  nullable,
  object,
  oneOf,
  personal,
  type Schema,
  secret,
  text,
  whole,
} from '../schema/schema.ts';
import { OnuAddress, PonPortAddress } from './address.ts';
import { DeviceTime } from './device-time.ts';

const words = nullable(text(500));
const time = nullable(DeviceTime);
const deviceSerial = nullable(text(128, 1));

/** Why an ONU went down, in one vocabulary for all vendors; the device's words are in `downCauseText`. */
export const DownCause = oneOf([
  'powerLoss',
  'fibreLoss',
  'frameLoss',
  'degraded',
  'managementLoss',
  'activationFailed',
  'administrative',
  'reset',
  'rogue',
  'other',
  'unknown',
]);
export type DownCause = Infer<typeof DownCause>;

/** A field whose value cannot be right, such as a date that does not exist; the row keeps it as the device spelled it. */
export const RowIssue = object({ field: text(64, 1), code: text(64, 1) });
export type RowIssue = Infer<typeof RowIssue>;

/** An {@link UnauthorizedOnu} with more fields. */
/* @__NO_SIDE_EFFECTS__ */
export function unauthorizedOnu<More extends Readonly<Record<string, Schema>>>(more: More) {
  return object({
    at: PonPortAddress,
    /** Normal form, or the device's own spelling where that is no serial number (then `issues` says so). */
    serialNumber: deviceSerial,
    vendorId: words,
    model: words,
    softwareVersion: words,
    mac: personal(words),
    password: secret(words),
    loid: secret(words),
    firstSeenAt: time,
    /** What the device printed for the serial number, where it differs from `serialNumber`. */
    serialNumberText: nullable(text(128)),
    issues: list(RowIssue, 20),
    ...more,
  });
}

/** An ONU that light reaches and no configuration knows. `null` where the device says nothing. */
export const UnauthorizedOnu = unauthorizedOnu({});
export type UnauthorizedOnu = Infer<typeof UnauthorizedOnu>;

/** An ONU the OLT has in its configuration. `null` where the device says nothing. */
export const Onu = object({
  address: OnuAddress,
  /** Normal form, or the device's own spelling where that is no serial number (then `issues` says so). */
  serialNumber: deviceSerial,
  adminState: oneOf(['enabled', 'disabled', 'unknown']),
  runState: oneOf(['online', 'offline', 'unknown']),
  description: personal(words),
  model: words,
  distanceMetres: nullable(whole(0, 1_000_000)),
  lastUpAt: time,
  lastDownAt: time,
  downCause: nullable(DownCause),
  /** The device's own words for `downCause`. */
  downCauseText: words,
  /** What the device printed for the serial number, where it differs from `serialNumber`. */
  serialNumberText: nullable(text(128)),
  issues: list(RowIssue, 20),
});
export type Onu = Infer<typeof Onu>;
