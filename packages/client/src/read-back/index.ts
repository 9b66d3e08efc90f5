/** Finds out what a server that cannot tell a repetition has done, so that nothing is done twice. */
export { createReadBack, type ReadBackOptions } from './create-read-back.ts';
