import type { FieldError } from '@field/core';
import { giveUpAfter } from '../../give-up-after.ts';
import { backendError } from '../backend-errors.ts';
import { type IxcRow, type Json, malformed, readJson, reasonOf, toRow } from './ixc-answers.ts';
import type { IxcOptions } from './ixc-options.ts';

/** What became of a write; see `SendResult`. */
export type IxcWritten =
  | { readonly kind: 'done'; readonly foreignRef: string | null }
  | { readonly kind: 'notSent' | 'refused' | 'unknown'; readonly error: FieldError };

/** What is odd about a list. */
export interface IxcListShape {
  /** The table whose fields it is filtered by, where that is another: some lists are views. */
  readonly source?: string;
  /** `some`: rows may lack the field they are filtered by, so it is checked only where it is told. */
  readonly columns?: 'all' | 'some';
}

/** The web service of one IXC Provedor. */
export interface IxcClient {
  /**
   * Every row of a table whose `field` is one of `values`. Filters are asked for and then checked here, for some tables ignore them.
   * @throws FieldError `server.backend_*`
   */
  list(
    table: string,
    field: string,
    values: readonly string[],
    signal: AbortSignal,
    shape?: IxcListShape,
  ): Promise<IxcRow[]>;
  /** POST: a new row, or a button. Never rejects. */
  insert(
    table: string,
    body: Readonly<Record<string, string>> | FormData,
    signal: AbortSignal,
  ): Promise<IxcWritten>;
  /** PUT, which replaces: `row` has to be whole. Never rejects. */
  replace(table: string, id: string, row: IxcRow, signal: AbortSignal): Promise<IxcWritten>;
}

const backend = 'IXC';
const pageSize = 500;
/** Most rows read where a filter is ignored; a base whose filter works has a few dozen. */
const maxRows = 20_000;

/** Errors of a connection that was never made: no byte of the request has left. */
const notConnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Turned away without effect. */
interface Denied {
  readonly kind: 'notSent' | 'refused';
  readonly error: FieldError;
}

type Exchange =
  | { readonly kind: 'answered'; readonly status: number; readonly json: Json | null; readonly text: string }
  | { readonly kind: 'notSent' | 'unknown'; readonly error: FieldError };

export function createIxcClient({
  url,
  token,
  timeoutMs = 60_000,
  fetch: send = fetch,
}: IxcOptions): IxcClient {
  const authorization = `Basic ${Buffer.from(token).toString('base64')}`;

  async function exchange(
    method: 'POST' | 'PUT',
    path: string,
    action: 'listar' | 'incluir' | 'alterar',
    body: object,
    signal: AbortSignal,
  ): Promise<Exchange> {
    const isForm = body instanceof FormData;
    try {
      const response = await send(`${url}/webservice/v1/${path}`, {
        method,
        // Without it IXC answers 404; `listar` makes a list of what would be an insert.
        headers: {
          authorization,
          ixcsoft: action,
          ...(!isForm && { 'content-type': 'application/json' }),
        },
        body: isForm ? body : JSON.stringify(body),
        redirect: 'error',
        signal: giveUpAfter(timeoutMs, signal),
      });
      const text = await response.text();
      return { kind: 'answered', status: response.status, json: readJson(text), text };
    } catch (cause) {
      const code = codeOf(cause);
      return notConnected.has(code)
        ? {
            kind: 'notSent',
            error: backendError('server.backend_unreachable', { backend, reason: code }, { cause }),
          }
        : {
            kind: 'unknown',
            error: backendError('server.backend_no_answer', { backend, what: path }, { cause }),
          };
    }
  }

  async function write(
    method: 'POST' | 'PUT',
    path: string,
    body: object,
    signal: AbortSignal,
  ): Promise<IxcWritten> {
    const result = await exchange(method, path, method === 'POST' ? 'incluir' : 'alterar', body, signal);
    if (result.kind !== 'answered') return result;
    const { json, status, text } = result;
    const denied = denialOf(result, path);
    if (denied) return denied;
    if (status < 500 && json?.type === 'success') {
      return { kind: 'done', foreignRef: json.id === undefined ? null : String(json.id) };
    }
    const reason = reasonOf(json);
    if (status < 500 && reason !== null) {
      return {
        kind: 'refused',
        error: backendError('server.backend_refused', { backend, what: path, reason }),
      };
    }
    // A page in place of JSON, a fault, a success nobody declares: it may have been done.
    return { kind: 'unknown', error: malformed(path, status, text) };
  }

  async function readPage(
    table: string,
    query: object,
    signal: AbortSignal,
  ): Promise<{ rows: IxcRow[]; total: number }> {
    const result = await exchange('POST', table, 'listar', query, signal);
    if (result.kind !== 'answered') throw result.error;
    const denied = denialOf(result, table);
    if (denied) throw denied.error;
    const { json, status, text } = result;
    const total = Number(json?.total);
    const rows = json?.registros ?? (total === 0 ? [] : undefined);
    if (status !== 200 || !Number.isSafeInteger(total) || !Array.isArray(rows)) {
      const reason = reasonOf(json);
      throw reason === null
        ? malformed(table, status, text)
        : backendError('server.backend_refused', { backend, what: table, reason });
    }
    return { rows: rows.map(toRow), total };
  }

  async function listOne(
    table: string,
    field: string,
    value: string,
    signal: AbortSignal,
    { source = table, columns = 'all' }: IxcListShape,
  ): Promise<IxcRow[]> {
    const found = new Map<string, IxcRow>();
    for (let page = 1; ; page += 1) {
      const query = {
        qtype: `${source}.${field}`,
        query: value,
        oper: '=',
        page: String(page),
        rp: String(pageSize),
        sortname: `${source}.id`,
        sortorder: 'asc',
      };
      const { rows, total } = await readPage(table, query, signal);
      for (const row of rows) found.set(row.id ?? '', row);
      if (total > maxRows) throw backendError('server.backend_filter_ignored', { backend, what: table });
      if (found.size >= total) break;
      // Order and filter may be ignored, so pages may overlap: less than was promised is no list.
      if (rows.length === 0 || page * pageSize > total + pageSize) {
        throw malformed(table, 200, `${found.size} rows of ${total}`);
      }
    }
    return [...found.values()].filter(
      (row) => row[field] === value || (columns === 'some' && row[field] === undefined),
    );
  }

  return {
    async list(table, field, values, signal, shape = {}) {
      const lists: IxcRow[] = [];
      for (const value of values) lists.push(...(await listOne(table, field, value, signal, shape)));
      return lists;
    },
    insert: (table, body, signal) => write('POST', table, body, signal),
    replace: (table, id, row, signal) => write('PUT', `${table}/${encodeURIComponent(id)}`, row, signal),
  };
}

/** Turned away before anything was read: the token, the address, or a resource that is not released. */
function denialOf({ status, json }: Extract<Exchange, { kind: 'answered' }>, path: string): Denied | null {
  const reason = reasonOf(json) ?? '';
  if (/n[aã]o est[aá] dispon[ií]vel/i.test(reason)) {
    return { kind: 'refused', error: backendError('server.backend_not_released', { backend, what: path }) };
  }
  const isAddress = /ip n[aã]o est[aá] liberado/i.test(reason);
  if (!isAddress && status !== 401 && status !== 403 && status !== 429) return null;
  const error = backendError('server.backend_denied', { backend, reason: reason || `HTTP ${status}` });
  return { kind: 'notSent', error };
}

/** The code of what broke a connection; `fetch` hides it one level down. */
function codeOf(error: unknown): string {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ('code' in one && typeof one.code === 'string') return one.code;
  }
  return error instanceof Error ? error.name : 'unknown';
}
