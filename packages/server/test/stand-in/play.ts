import type { Problem, Session } from '@field/core';
import { password } from '../support/tenant.ts';
import { steps } from './steps.ts';

type Ask = (request: Request) => Promise<Response>;

/** Plays all steps and answers what an app could tell apart. */
export async function play(url: string, ask: Ask): Promise<unknown[]> {
  const kept: Record<string, string> = {};
  const login = async (username: string) => {
    const answer = await ask(
      new Request(`${url}/v1/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-field-tenant': 'norte' },
        body: JSON.stringify({ username, password, companyId: 'matriz' }),
      }),
    );
    return (await answer.json()) as Session;
  };
  const sessions = { ana: await login('ana'), dora: await login('dora') };
  kept.refreshToken = sessions.ana.refreshToken;
  const answers: unknown[] = [];
  for (const step of steps) {
    const fill = (text: string) => text.replace(/\{(\w+)\}/g, (all, name: string) => kept[name] ?? all);
    const [method = '', path = ''] = fill(step.on).split(' ');
    const json = step.body === undefined ? undefined : fill(JSON.stringify(step.body));
    const response = await ask(
      new Request(url + path, {
        method,
        headers: {
          authorization: `Bearer ${sessions[step.as ?? 'ana'].accessToken}`,
          'x-field-tenant': 'norte',
          ...(json !== undefined && { 'content-type': 'application/json' }),
          ...(step.file && { 'content-type': step.file.type }),
          ...step.headers,
        },
        ...(json !== undefined && { body: json }),
        ...(step.file && { body: step.file.bytes }),
      }),
    );
    const type = (response.headers.get('content-type') ?? '').replace(/;.*/s, '');
    const body = type.endsWith('json') ? await response.json() : await response.arrayBuffer();
    Object.assign(kept, step.keep?.({ status: response.status, headers: response.headers, body }));
    answers.push({
      status: response.status,
      type,
      etag: response.headers.has('etag'),
      replayed: response.headers.get('idempotency-replayed'),
      receipt: response.headers.get('field-operation-id'),
      offset: response.headers.get('upload-offset'),
      stored: response.headers.has('field-evidence-id'),
      body:
        body instanceof ArrayBuffer
          ? body.byteLength
          : type.includes('problem')
            ? problemOf(body)
            : shapeOf(body),
    });
  }
  return answers;
}

function problemOf(body: unknown) {
  const { code, errors, retryable, ...rest } = body as Problem;
  const fields = errors.map((field) => `${field.pointer} ${field.code}`).sort();
  return { code, retryable, fields, keys: Object.keys(rest).sort() };
}

/** What is told apart: the keys of objects, the order and number of items, the kind of a value; words that are states as they are. */
function shapeOf(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => shapeOf(item, name));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([field, part]) => [field, shapeOf(part, field)]),
    );
  }
  const told = [
    'status',
    'state',
    'kind',
    'mode',
    'reason',
    'outcome',
    'onuState',
    'version',
    'quantity',
    'available',
    'total',
    'urgent',
    'complete',
    'productId',
    'ticketId',
    'cto',
  ];
  const isMade = name === 'ticketId' && !String(value).startsWith('t-');
  return told.includes(name) && !isMade ? value : value === null ? null : typeof value;
}
