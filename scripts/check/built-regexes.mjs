// Prints, as JSON, each regular expression that the packages build while they run, and the line that builds it: those built as
// modules load, and those built from a vendor's platform. regexes.mjs runs it from source and wants every `new RegExp` met here.
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { root } from '../root.mjs';

const source = `${root}packages/olt/src/`;
/** @type {[string, string][]} */
const built = [];
globalThis.RegExp = new Proxy(RegExp, {
  construct(target, args, newTarget) {
    const made = Reflect.construct(target, args, newTarget);
    const place = placeOf(String(new Error('built here').stack));
    if (place !== undefined) built.push([String(made), place]);
    return made;
  },
});

/** @param {string} stack */
function placeOf(stack) {
  const caller = stack.split('\n')[2] ?? '';
  const [, file, line] = /(packages\/\w+\/src\/[^\s:]+):(\d+)/.exec(caller) ?? [];
  return file && `${file}:${line}`;
}

/** @param {string} path @returns {Promise<any>} */
const load = (path) => import(pathToFileURL(source + path).href);

for (const file of readdirSync(`${source}recording`)) {
  if (file.endsWith('.ts') && !file.endsWith('.test.ts')) await load(`recording/${file}`);
}
await import(pathToFileURL(`${root}packages/core/src/privacy/redact-text.ts`).href);
const { loadVendor, vendorNames } = await load('driver/detect-vendor.ts');
const { guardTransport } = await load('driver/guarded-transport.ts');
const { cleanCapture } = await load('toolkit/clean-capture.ts');
const nowhere = { write: async () => {} };
for (const name of vendorNames) {
  const { profiles } = await loadVendor(name);
  for (const { cli } of Object.values(profiles)) {
    if (!cli) continue;
    cleanCapture('OLT-1.a#display version\n', 'display version', cli);
    // No line matches all patterns, so each is built; the gate stays shut.
    await guardTransport(nowhere, cli, [])
      .write('!', 'command')
      .catch(() => {});
  }
}
process.stdout.write(JSON.stringify(built));
