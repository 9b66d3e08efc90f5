import type { Location } from '@field/core';

/** Where the device is, or why it cannot tell. */
export type LocationReading =
  | { readonly location: Location; readonly reason: null }
  | {
      readonly location: null;
      /** `denied`: the technician or the device does not allow it. `unavailable`: no position. */
      readonly reason: 'denied' | 'unavailable' | 'timeout';
    };

export interface LocationOptions {
  /** How long to wait for a position; 10,000 where left out. */
  readonly timeoutMs?: number | undefined;
  /** How old a position may be; 0 where left out. */
  readonly maxAgeMs?: number | undefined;
}

/** The device's position; each platform has its own. Never rejects: work goes on without it. */
export interface LocationPort {
  read(options?: LocationOptions): Promise<LocationReading>;
}
