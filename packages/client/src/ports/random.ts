/** Fills the array with random bytes nobody can guess, and answers it. */
export type Random = (bytes: Uint8Array) => Uint8Array;
