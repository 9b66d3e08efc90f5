import type { Dice } from '../faults/dice.ts';
import { brokenBodies, hostileHeaders, hostileTexts, hostileValue } from './hostile.ts';
import { type Components, type JsonSchema, mutate, sample } from './sample.ts';

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: JsonSchema }[];
  readonly content: readonly (readonly [mediaType: string, schema: JsonSchema | undefined])[];
}

/** A request of the document `/openapi.json`, as data, so that it can be sent twice and told. */
export interface FuzzRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
}

type Document = {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { name: string; in: string; schema?: JsonSchema }[];
        requestBody?: { content: Record<string, { schema?: JsonSchema }> };
      }
    >
  >;
};

/** Every operation a document tells. */
export function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters: parameters.map(({ schema = {}, ...parameter }) => ({ ...parameter, schema })),
      content: Object.entries(requestBody?.content ?? {}).map(
        ([type, { schema }]) => [type, schema] as const,
      ),
    })),
  );
}

/** A request with, mostly, something wrong in it. */
export function makeRequest(
  operation: Operation,
  token: string,
  components: Components,
  dice: Dice,
): FuzzRequest {
  const { method, path, parameters, content } = operation;
  const text = () => dice.pick(hostileTexts);
  const filled = path.replace(/\{\w+\}/g, () =>
    dice.chance(0.5) ? dice.pick(['t-1', 'ana', 'matriz', 'drop', '12']) : encodeSegment(text(), dice),
  );
  const query = new URLSearchParams();
  for (const parameter of parameters.filter((each) => each.in === 'query')) {
    if (dice.chance(0.5)) continue;
    const value = dice.chance(0.5) ? sample(parameter.schema, components, dice) : text();
    for (const part of Array.isArray(value) ? value : [value]) query.append(parameter.name, String(part));
  }
  const [mediaType, schema] = content.length > 0 ? dice.pick(content) : [undefined, undefined];
  const headers = {
    ...(!dice.chance(0.05) && { authorization: `Bearer ${token}` }),
    ...(mediaType !== undefined && { 'content-type': mediaType }),
    ...(dice.chance(0.2) && dice.pick(hostileHeaders)),
  };
  const url = `http://norte.example${filled}${query.size > 0 ? `?${query}` : ''}`;
  return { method, url, headers, body: mediaType === undefined ? null : makeBody(schema, components, dice) };
}

function makeBody(schema: JsonSchema | undefined, components: Components, dice: Dice) {
  if (!schema || dice.chance(0.15)) return dice.pick(brokenBodies);
  const value = sample(schema, components, dice);
  const body = dice.chance(0.8) ? mutate(value, () => hostileValue(dice), dice) : value;
  return JSON.stringify(body) ?? 'null';
}

/** One segment of a path, well or badly escaped. */
function encodeSegment(text: string, dice: Dice): string {
  const whole = /[\ud800-\udfff]/.test(text) ? 'surrogates' : text.slice(0, 300);
  if (dice.chance(0.1)) return '%E0%A4%A';
  return encodeURIComponent(whole) || '%20';
}
