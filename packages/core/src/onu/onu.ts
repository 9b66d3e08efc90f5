import * as z from 'zod/mini';
import { list, text, whole } from '../schema/primitives.ts';
import { OnuAddress, PonPortAddress } from './address.ts';
import { DeviceTime } from './device-time.ts';

const words = z.nullable(text(500));
const time = z.nullable(DeviceTime);
const deviceSerial = z.nullable(text(128, 1));

/** Why an ONU went down, in one vocabulary for all vendors; the device's words are in `downCauseText`. */
export const DownCause = z.enum([
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
export type DownCause = z.infer<typeof DownCause>;

/** A field a device filled with something that cannot be: an {@link Issue} of the row, which is kept all the same. */
export const RowIssue = z.object({
  path: list(z.union([text(64), z.int()]), 8),
  code: text(64, 1),
  params: z.record(text(64, 1), z.union([text(1000), z.number()])),
});
export type RowIssue = z.infer<typeof RowIssue>;

/** An ONU that light reaches and no configuration knows. `null` where the device says nothing. */
export const UnauthorizedOnu = z.object({
  at: PonPortAddress,
  /** Normal form, or the device's own spelling where that is no serial number (then `issues` says so). */
  serialNumber: deviceSerial,
  vendorId: words,
  model: words,
  softwareVersion: words,
  mac: words,
  password: words,
  loid: words,
  firstSeenAt: time,
  /** What the device printed for the serial number, where it differs from `serialNumber`. */
  serialNumberText: z.nullable(text(128)),
  issues: list(RowIssue, 20),
});
export type UnauthorizedOnu = z.infer<typeof UnauthorizedOnu>;

/** An ONU the OLT has in its configuration. `null` where the device says nothing. */
export const Onu = z.object({
  address: OnuAddress,
  /** Normal form, or the device's own spelling where that is no serial number (then `issues` says so). */
  serialNumber: deviceSerial,
  adminState: z.enum(['enabled', 'disabled', 'unknown']),
  runState: z.enum(['online', 'offline', 'unknown']),
  description: words,
  model: words,
  distanceMetres: z.nullable(whole(0, 1_000_000)),
  lastUpAt: time,
  lastDownAt: time,
  downCause: z.nullable(DownCause),
  /** The device's own words for `downCause`. */
  downCauseText: words,
  /** What the device printed for the serial number, where it differs from `serialNumber`. */
  serialNumberText: z.nullable(text(128)),
  issues: list(RowIssue, 20),
});
export type Onu = z.infer<typeof Onu>;
