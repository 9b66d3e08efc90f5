type Json = { readonly [key: string]: unknown };

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };

/** Headers routes take and answer, as the OpenAPI document tells them. */
export const describedHeaders = {
  ETag: {
    description: 'Names this content: send it as If-Match, or as If-None-Match to be told 304.',
    schema: text,
  },
  'Retry-After': { description: 'Seconds to wait before the same is tried again.', schema: count },
  'Idempotency-Replayed': {
    description: '`true` where this was answered before and nothing was done again.',
    schema: text,
  },
  'Field-Operation-Id': { description: 'The Idempotency-Key this is the answer to.', schema: text },
  Location: { description: 'Where it is.', schema: text },
  'Last-Event-ID': {
    description: 'The id of the last event that was seen; the stream goes on behind it.',
    schema: text,
  },
  'Tus-Resumable': { description: 'The version of tus, `1.0.0`.', schema: { const: '1.0.0' } },
  'Tus-Version': { description: 'The versions of tus there are.', schema: text },
  'Tus-Extension': { description: 'The extensions of tus there are.', schema: text },
  'Tus-Max-Size': { description: 'The largest file, in bytes.', schema: count },
  'Upload-Length': { description: 'The length of the whole file, in bytes.', schema: count },
  'Upload-Offset': {
    description: 'How many bytes are there; the next piece begins behind them.',
    schema: count,
  },
  'Upload-Expires': {
    description: 'When an upload nobody goes on with is thrown away (HTTP date).',
    schema: text,
  },
  'Upload-Metadata': {
    description:
      'Pairs of a name and a value in base64, separated by commas: `category`, `mediaType`, `takenAt`, `sha256` (64 hexadecimal digits), ' +
      'and, where they are known, `caption` and `subject`.',
    schema: text,
  },
  'Field-Evidence-Id': {
    description: 'The evidence the upload has become, once its last byte is there.',
    schema: text,
  },
  'Field-Evidence-Pending': {
    description:
      'The SHA-256 of every file the closing names and the server does not have yet, separated by commas.',
    schema: text,
  },
} satisfies Readonly<Record<string, Json>>;

export type DescribedHeader = keyof typeof describedHeaders;

/** Headers of a request as parameters. */
export function describeTaken(
  required: readonly DescribedHeader[],
  optional: readonly DescribedHeader[],
): Json[] {
  const parameter = (isRequired: boolean) => (name: DescribedHeader) => ({
    name,
    in: 'header',
    required: isRequired,
    ...describedHeaders[name],
  });
  return [...required.map(parameter(true)), ...optional.map(parameter(false))];
}

/** Headers of an answer, which stand among the document's components. */
export function describeAnswered(names: readonly DescribedHeader[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
