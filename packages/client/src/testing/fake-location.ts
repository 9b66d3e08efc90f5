import type { LocationPort, LocationReading } from '../location/location-port.ts';
import type { Clock } from '../ports/clock.ts';

/** A device that is where a test puts it. */
export interface FakeLocation extends LocationPort {
  moveTo(latitude: number, longitude: number, accuracyMetres?: number): void;
  /** Gives no position from now on, until it is moved. */
  lose(reason: 'denied' | 'unavailable' | 'timeout'): void;
}

export function createFakeLocation(clock: Clock, latitude = -22.4256, longitude = -45.4527): FakeLocation {
  let reading: () => LocationReading;
  const fake: FakeLocation = {
    read: async () => reading(),
    moveTo(to, along, accuracyMetres = 8) {
      reading = () => {
        const measuredAt = new Date(clock.now()).toISOString();
        return { location: { latitude: to, longitude: along, accuracyMetres, measuredAt }, reason: null };
      };
    },
    lose(reason) {
      reading = () => ({ location: null, reason });
    },
  };
  fake.moveTo(latitude, longitude);
  return fake;
}
