/** Releases of a C3xx before 2.0 have other words for GEM ports and services. */
export type Generation = 1 | 2;
