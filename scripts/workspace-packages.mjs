import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { root } from './root.mjs';

/**
 * @typedef {object} WorkspacePackage
 * @property {string} name as published, `@field/core`
 * @property {string} folder relative to the root, `packages/core`
 * @property {Record<string, any>} manifest its package.json
 * @property {string[]} needs names of the workspace packages it depends on at run time
 */

/**
 * The packages under one folder of the workspace (`packages` or `examples`).
 * @param {string} parent
 * @returns {WorkspacePackage[]}
 */
export function listPackages(parent) {
  if (!existsSync(root + parent)) return [];
  return readdirSync(root + parent)
    .map((entry) => `${parent}/${entry}`)
    .filter((folder) => existsSync(`${root}${folder}/package.json`))
    .sort()
    .map((folder) => {
      const manifest = JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8'));
      const needs = Object.entries(manifest.dependencies ?? {})
        .filter(([, range]) => String(range).startsWith('workspace:'))
        .map(([name]) => name);
      return { name: manifest.name, folder, manifest, needs };
    });
}

/**
 * Sorts packages into rounds: every package comes in a later round than all it needs.
 * @param {readonly WorkspacePackage[]} packages
 * @returns {WorkspacePackage[][]}
 */
export function inBuildOrder(packages) {
  /** @type {WorkspacePackage[][]} */
  const rounds = [];
  const done = new Set();
  let waiting = [...packages];
  while (waiting.length > 0) {
    const round = waiting.filter((one) => one.needs.every((name) => done.has(name)));
    if (round.length === 0) {
      throw new Error(
        `packages depend on each other in a circle: ${waiting.map((one) => one.name).join(', ')}`,
      );
    }
    for (const one of round) done.add(one.name);
    waiting = waiting.filter((one) => !done.has(one.name));
    rounds.push(round);
  }
  return rounds;
}
