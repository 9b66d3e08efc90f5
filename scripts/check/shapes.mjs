// The shapes that are published, against the ones in docs/reference/shapes.json that apps already have.
import { existsSync, readFileSync } from 'node:fs';
import { root } from '../root.mjs';
import { CommandFailed } from '../run-command.mjs';
import { compareShapes } from './compare-shapes.mjs';

export const shapesFile = 'docs/reference/shapes.json';

/** Shapes an app only ever sends; all others are read by apps too. */
const requests = new Set([
  'AuthorizeOnu',
  'CustomerAbsent',
  'DiscoverOnu',
  'LoginRequest',
  'RefreshRequest',
  'StartVisit',
  'TicketFilter',
  'UpdateLocation',
  'UploadEvidence',
  'UseProduct',
]);

/** @typedef {Record<string, import('./compare-shapes.mjs').JsonSchema>} Shapes */

/** Fails where a released shape changed so that an older app or server would not understand it. */
export async function checkShapes() {
  const [before, after] = [readReleasedShapes(), await readBuiltShapes()];
  const broken = findBrokenShapes(before, after);
  if (broken.length > 0) {
    throw new CommandFailed(`${broken.length} incompatible changes of released shapes`, broken.join('\n'));
  }
  if (JSON.stringify(before) !== JSON.stringify(after)) {
    throw new CommandFailed(
      `${shapesFile} is behind the sources`,
      'The change is compatible: record it with npm run reference.',
    );
  }
  return `${Object.keys(after).length} shapes`;
}

/**
 * @param {Shapes} before
 * @param {Shapes} after
 * @returns {string[]} one line for each thing that breaks
 */
export function findBrokenShapes(before, after) {
  return Object.entries(before).flatMap(([name, schema]) => {
    const now = after[name];
    if (!now) return [`${name}: is gone`];
    return compareShapes(schema, now, requests.has(name) ? 'request' : 'both').map(
      (line) => `${name} ${line}`,
    );
  });
}

/** @returns {Shapes} */
export function readReleasedShapes() {
  return existsSync(root + shapesFile) ? JSON.parse(readFileSync(root + shapesFile, 'utf8')) : {};
}

/** @returns {Promise<Shapes>} of the built package */
export async function readBuiltShapes() {
  const { listPublishedShapes } = await import('@field/core/json-schema');
  return Object.fromEntries(listPublishedShapes().map(({ name, jsonSchema }) => [name, jsonSchema]));
}
