/** Where the technician is: a port, and the browser's. */
export { createBrowserLocation, type GeolocationSource } from './browser-location.ts';
export type { LocationOptions, LocationPort, LocationReading } from './location-port.ts';
