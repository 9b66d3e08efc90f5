// Whether a newer JSON Schema of a shape still understands everybody who learned the older one.

/** @typedef {Readonly<Record<string, unknown>>} JsonSchema */
/** @typedef {'request' | 'both'} Direction `request`: only ever sent to a server; else read by apps too */

/** Words whose every change matters to somebody. @type {readonly string[]} */
const exact = ['type', 'const', 'format', 'pattern'];
/** Bounds: tighter refuses what older apps send, looser sends what older apps refuse. */
const lower = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'];
const upper = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'];

/**
 * What breaks, one line each; empty for a compatible change, such as a new optional field.
 * @param {JsonSchema} before
 * @param {JsonSchema} after
 * @param {Direction} direction
 * @returns {string[]}
 */
export function compareShapes(before, after, direction, path = '') {
  /** @type {string[]} */
  const broken = [];
  const at = path === '' ? '(root)' : path;
  const report = (/** @type {string} */ what) => broken.push(`${at}: ${what}`);

  for (const word of exact) {
    if (!same(before[word], after[word]))
      report(`${word} was ${show(before[word])}, is ${show(after[word])}`);
  }
  for (const word of [...lower, ...upper]) {
    const [was, is] = [before[word], after[word]];
    if (same(was, is)) continue;
    const isLower = lower.includes(word);
    const looser =
      is === undefined ||
      (was !== undefined && (isLower ? Number(is) < Number(was) : Number(is) > Number(was)));
    if (direction === 'both' || !looser) report(`${word} was ${show(was)}, is ${show(is)}`);
  }
  compareWords(asList(before.enum), asList(after.enum), direction, report);
  compareFields(before, after, direction, path, broken, report);

  if (isSchema(before.items) && isSchema(after.items)) {
    broken.push(...compareShapes(before.items, after.items, direction, `${path}[]`));
  }
  const [were, are] = [asList(before.anyOf), asList(after.anyOf)];
  if (were.length !== are.length) report(`had ${were.length} alternatives, has ${are.length}`);
  else {
    for (const [index, option] of were.entries()) {
      const other = are[index];
      if (isSchema(option) && isSchema(other)) broken.push(...compareShapes(option, other, direction, path));
    }
  }
  return broken;
}

/**
 * @param {readonly unknown[]} were
 * @param {readonly unknown[]} are
 * @param {Direction} direction
 * @param {(what: string) => void} report
 */
function compareWords(were, are, direction, report) {
  if (were.length === 0 && are.length === 0) return;
  for (const word of were) if (!are.includes(word)) report(`no longer knows ${show(word)}`);
  if (direction === 'request') return;
  for (const word of are) if (!were.includes(word)) report(`${show(word)} is unknown to older apps`);
}

/**
 * @param {JsonSchema} before
 * @param {JsonSchema} after
 * @param {Direction} direction
 * @param {string} path
 * @param {string[]} broken
 * @param {(what: string) => void} report
 */
function compareFields(before, after, direction, path, broken, report) {
  const [were, are] = [fieldsOf(before), fieldsOf(after)];
  const [needed, needs] = [asList(before.required), asList(after.required)];
  for (const [name, field] of Object.entries(were)) {
    const other = are[name];
    if (!other) {
      report(`field ${name} is gone`);
      continue;
    }
    broken.push(...compareShapes(field, other, direction, path === '' ? name : `${path}.${name}`));
    if (!needed.includes(name) && needs.includes(name)) report(`field ${name} is now required`);
    if (needed.includes(name) && !needs.includes(name) && direction === 'both') {
      report(`field ${name} may now be missing`);
    }
  }
  for (const name of Object.keys(are)) {
    if (!were[name] && needs.includes(name)) report(`new field ${name} is required`);
  }
}

/** @param {JsonSchema} schema @returns {Record<string, JsonSchema>} */
function fieldsOf(schema) {
  return /** @type {Record<string, JsonSchema>} */ (schema.properties ?? {});
}

/** @param {unknown} value @returns {readonly unknown[]} */
function asList(value) {
  return Array.isArray(value) ? value : [];
}

/** @param {unknown} value @returns {value is JsonSchema} */
function isSchema(value) {
  return typeof value === 'object' && value !== null;
}

/** @param {unknown} a @param {unknown} b */
function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** @param {unknown} value */
function show(value) {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
