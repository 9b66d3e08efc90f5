import { isDateTime } from '../schema/checks.ts';
import { text } from '../schema/schema.ts';

/**
 * When something happened, as a device tells it: ISO 8601 with an offset where it said all of that, without an
 * offset where it printed local time, its own spelling where the date cannot be read. See {@link isExactTime}.
 */
export const DeviceTime = text(64, 1);
export type DeviceTime = string;

/** Whether a {@link DeviceTime} names one instant: ISO 8601 with an offset, on a day that exists. */
export function isExactTime(time: DeviceTime): boolean {
  return isDateTime(time);
}
