import type { LocationPort, LocationReading } from './location-port.ts';

interface Position {
  readonly coords: { readonly latitude: number; readonly longitude: number; readonly accuracy: number };
  readonly timestamp: number;
}

/** The platform's `navigator.geolocation`, named without the DOM's types. */
export interface GeolocationSource {
  getCurrentPosition(
    onPosition: (position: Position) => void,
    onError: (error: { readonly code: number }) => void,
    options: { readonly enableHighAccuracy: boolean; readonly timeout: number; readonly maximumAge: number },
  ): void;
}

/** The codes of `GeolocationPositionError` (W3C Geolocation, 5). */
const reasons: Readonly<Record<number, 'denied' | 'unavailable' | 'timeout'>> = {
  1: 'denied',
  2: 'unavailable',
  3: 'timeout',
};

/** @param geolocation `navigator.geolocation`; every reading is `unavailable` where the platform has none */
export function createBrowserLocation(geolocation: GeolocationSource | undefined): LocationPort {
  return {
    read: ({ maxAgeMs = 0, timeoutMs = 10_000 } = {}) =>
      new Promise<LocationReading>((resolve) => {
        if (!geolocation) return resolve({ location: null, reason: 'unavailable' });
        geolocation.getCurrentPosition(
          ({ coords, timestamp }) => {
            const { accuracy, latitude, longitude } = coords;
            const measuredAt = new Date(timestamp).toISOString();
            resolve({
              location: { latitude, longitude, accuracyMetres: accuracy, measuredAt },
              reason: null,
            });
          },
          ({ code }) => resolve({ location: null, reason: reasons[code] ?? 'unavailable' }),
          { enableHighAccuracy: true, timeout: timeoutMs, maximumAge: maxAgeMs },
        );
      }),
  };
}
