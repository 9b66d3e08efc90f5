/** Keeps a client's work in a folder: for Node, Electron and command-line programs. */
export { openFileRecords } from './file-records.ts';
