import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem, Session } from '@field/core';
import { onTestFinished } from 'vitest';
import {
  type StartOptions,
  type Storage,
  seedTenant,
  startFieldServer,
  type TenantImport,
} from '../../src/index.ts';
import { openTestStorage } from './engine.ts';
import { password, provider } from './tenant.ts';

export { secretKey } from './engine.ts';

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'field-server-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface ServeOptions extends Partial<Omit<StartOptions, 'storage'>> {
  readonly storage?: Storage;
  readonly tenants?: readonly TenantImport[];
}

/** A server on a free port of the loopback, over a database in memory unless one is given. */
export async function serve({ storage: given, tenants, ...options }: ServeOptions = {}) {
  const storage = given ?? (await openTestStorage());
  for (const tenant of tenants ?? [provider('norte'), provider('sul')]) await seedTenant(storage, tenant);
  const server = await startFieldServer({ port: 0, storage, ...options });
  onTestFinished(async () => {
    await server.close();
    if (!given) await storage.close();
  });
  return { server, storage, ...callsTo(server.url) };
}

export interface CallOptions {
  readonly as?: Session;
  readonly body?: unknown;
  /** A file in place of a JSON body. */
  readonly file?: { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> | string };
  readonly headers?: Record<string, string>;
}

/** Plain HTTP to a server, without the client package: the wire is what is tested. */
export function callsTo(url: string, send: (url: string, init: RequestInit) => Promise<Response> = fetch) {
  function call(
    method: string,
    path: string,
    { as, body, file, headers = {} }: CallOptions = {},
  ): Promise<Response> {
    return send(url + path, {
      method,
      headers: {
        ...(as && { authorization: `Bearer ${as.accessToken}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(file && { 'content-type': file.type }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(file && { body: file.bytes }),
    });
  }

  async function login(username = 'ana', tenantId = 'norte', companyId = 'matriz'): Promise<Session> {
    const response = await call('POST', '/v1/login', {
      body: { username, password, companyId },
      headers: { 'x-field-tenant': tenantId },
    });
    return (await response.json()) as Session;
  }

  async function json<T>(method: string, path: string, options?: CallOptions): Promise<T> {
    return (await (await call(method, path, options)).json()) as T;
  }

  /** An answer that must be a problem, as `status code`. */
  async function refusal(method: string, path: string, options?: CallOptions): Promise<string> {
    const response = await call(method, path, options);
    const problem = (await response.json()) as Problem;
    return `${response.status} ${problem.code}`;
  }

  /** Uploads a file to a ticket. */
  function upload(
    as: Session,
    ticketId: string,
    category: string,
    file: NonNullable<CallOptions['file']>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const query = new URLSearchParams({ category, takenAt: '2026-03-02T12:00:00-03:00' });
    return call('POST', `/v1/tickets/${ticketId}/evidence?${query}`, { as, file, headers });
  }

  return { url, call, json, login, refusal, upload };
}
