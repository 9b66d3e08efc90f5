// What an app ships: each package names in size-limits.json the lines an app has and the most they may weigh.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { root } from '../root.mjs';
import { CommandFailed } from '../run-command.mjs';
import { listPackages } from '../workspace-packages.mjs';

/**
 * `without` names packages that are not counted, with all their entries; `moreThan` is code an app has already: only
 * what comes on top of it counts.
 * @typedef {{ name: string, code: string, maxBytes: number, without?: string[], moreThan?: string }} SizeLimit
 */
/** @typedef {SizeLimit & { bytes: number }} Size */

/** Minified and compressed sizes in bytes of what the built packages put into a browser app. */
export async function checkSizes(limits = listSizeLimits()) {
  const sizes = await measureSizes(limits);
  const lines = sizes.map(({ name, bytes, maxBytes }) => `  ${name}: ${bytes} of ${maxBytes} bytes`);
  const tooLarge = sizes.filter(({ bytes, maxBytes }) => bytes > maxBytes);
  if (tooLarge.length > 0) {
    throw new CommandFailed(`${tooLarge.length} above the limit`, lines.join('\n'));
  }
  return `${sizes.length} bundles, gzip:\n${lines.join('\n')}`;
}

/** @returns {SizeLimit[]} */
export function listSizeLimits() {
  return listPackages('packages').flatMap(({ folder }) => {
    const file = `${root}${folder}/size-limits.json`;
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  });
}

/**
 * @param {readonly SizeLimit[]} limits
 * @returns {Promise<Size[]>}
 */
export async function measureSizes(limits) {
  return Promise.all(
    limits.map(async ({ code, moreThan, without = [], ...limit }) => {
      const whole = await measure(`${moreThan ?? ''}\n${code}`, without);
      const known = moreThan === undefined ? 0 : await measure(moreThan, without);
      return { ...limit, code, bytes: whole - known };
    }),
  );
}

/**
 * @param {string} code
 * @param {string[]} without
 */
async function measure(code, without) {
  /** @type {{ build(options: object): Promise<{ outputFiles: { contents: Uint8Array }[] }> }} */
  const { build } = createRequire(`${root}packages/core/package.json`)('esbuild');
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    external: without.flatMap((name) => [name, `${name}/*`]),
    write: false,
    logLevel: 'silent',
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}
