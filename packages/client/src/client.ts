import { check, type Locale, type LoginRequest, TenantDiscovery } from '@field/core';
import type { ClientEvent } from './client-event.ts';
import type { Connection } from './connection.ts';
import { clientError } from './errors/client-error.ts';
import { accepted } from './errors/invalid-input.ts';
import { parseAddress } from './http/address.ts';
import { type CallOptions, createCaller } from './http/caller.ts';
import type { Deadline } from './http/deadline.ts';
import { createHttp } from './http/http.ts';
import { createSend } from './operations/send.ts';
import { notify } from './ports/notify.ts';
import { type Ports, resolvePorts, resolveRandom } from './ports/ports.ts';
import { uuidV7 } from './ports/uuid-v7.ts';
import { createApi } from './resources/api.ts';
import { type CataloguesResource, createCatalogues } from './resources/catalogues.ts';
import { type ClosingsResource, createClosings } from './resources/closings.ts';
import { createEvidence, type EvidenceResource } from './resources/evidence.ts';
import { createOnu, type OnuResource } from './resources/onu.ts';
import { createProducts, type ProductsResource } from './resources/products.ts';
import { createTickets, type TicketsResource } from './resources/tickets.ts';
import { createSessionStore, type SessionSnapshot, type SessionStore } from './session/session-store.ts';
import { createSignIn } from './session/sign-in.ts';
import { createStoredSession } from './session/stored-session.ts';
import { createTokens } from './session/tokens.ts';
import type { ClientStorage } from './storage/client-storage.ts';
import { createMemoryStorage } from './storage/memory-storage.ts';

/** Which server a client talks to, and to no other. */
export type ServerOptions =
  /** What `discoverTenant` answered: its `apiUrl` is the server. */
  | { readonly tenant: TenantDiscovery; readonly baseUrl?: undefined }
  /** The API's address where no domain has to be looked up: https, or http on this device. */
  | {
      readonly baseUrl: string;
      readonly tenant?: undefined;
      /** What a discovery document would announce, such as `resumableUploads`; nothing where left out. */
      readonly capabilities?: readonly string[] | undefined;
    };

/** How a {@link FieldClient} reaches its platform, and how it behaves. */
export interface ClientOptions extends Ports {
  /** Keeps the sign-in; in memory where left out. Use the platform's secure storage. */
  readonly storage?: ClientStorage | undefined;
  /** The language of the server's texts; the tenant's where left out. */
  readonly locale?: Locale | undefined;
  readonly onEvent?: ((event: ClientEvent) => void) | undefined;
  /** How long a call may take where it does not say itself; 30,000 where left out. */
  readonly timeoutMs?: number | undefined;
}

export type FieldClientOptions = ServerOptions & ClientOptions;

/** A provider's Field server, as one technician's app uses it. Every method rejects with a `ClientError`. */
export interface FieldClient {
  readonly session: SessionStore;
  /** Reads the stored sign-in: call it when the app starts. Every other call does it first where nobody did. */
  restore(): Promise<SessionSnapshot>;
  login(input: LoginRequest, options?: CallOptions): Promise<SessionSnapshot>;
  /**
   * Signs out on this device at once, and on the server where it can be reached; `revoked` says whether it was. Where an
   * outbox still holds work of this technician, it is `client.pending_work` with the count, unless `leavePending`.
   */
  logout(options?: LogoutOptions): Promise<{ readonly revoked: boolean }>;
  readonly tickets: TicketsResource;
  readonly products: ProductsResource;
  readonly evidence: EvidenceResource;
  readonly closings: ClosingsResource;
  readonly onu: OnuResource;
  readonly catalogues: CataloguesResource;
  /** What an outbox is built on. */
  readonly connection: Connection;
}

/** What {@link FieldClient.logout} takes. */
export interface LogoutOptions extends CallOptions {
  /** Signs out all the same: the work stays on this device and is sent when the same technician signs in again. */
  readonly leavePending?: boolean | undefined;
}

/**
 * @throws ClientError `client.insecure_address` for an address that is not encrypted, `client.missing_port` where the
 * platform lacks `fetch` or random bytes, `client.invalid` for a tenant document that is none
 */
export function createFieldClient(options: FieldClientOptions): FieldClient {
  const { onEvent, storage = createMemoryStorage(), timeoutMs = 30_000 } = options;
  const tenant =
    options.tenant &&
    accepted(check(TenantDiscovery, options.tenant, { root: 'tenant' }), options.locale ?? 'en');
  const locale = options.locale ?? tenant?.locale ?? 'en';
  const { clock, fetch } = resolvePorts(options);
  const random = resolveRandom(options);
  const newId = () => uuidV7(clock, random);
  const stamp = () => ({ operationId: newId(), occurredAt: new Date(clock.now()).toISOString() });
  const address = parseAddress(tenant?.apiUrl ?? options.baseUrl ?? '', 'baseUrl', locale);
  const tenantId = tenant?.tenantId;
  const emit = (event: ClientEvent) => onEvent && notify(clock, onEvent, event);

  const http = createHttp({ address, fetch, clock, locale, tenantId, emit });
  const store = createSessionStore(clock, (session) => emit({ type: 'session', session }));
  const signIn = createSignIn({
    tokens: createTokens(http, tenantId),
    store,
    stored: createStoredSession(storage, tenantId ?? address.host),
    locale,
    newId,
    startDeadline: () => http.startDeadline(timeoutMs),
    onStorageFailed: (error) => emit({ type: 'storageFailed', error }),
  });
  const call = createCaller(http, signIn, timeoutMs);
  const capabilities =
    tenant?.capabilities ?? ('capabilities' in options ? options.capabilities : undefined) ?? [];
  const send = createSend(call, capabilities.includes('operationIds'));
  const api = createApi(call, send, stamp, locale);
  const counts = new Set<() => number>();

  async function logout({ leavePending = false, ...options }: LogoutOptions = {}) {
    const pending = [...counts].reduce((sum, countPending) => sum + countPending(), 0);
    if (pending > 0 && !leavePending) throw clientError('client.pending_work', { pending });
    return within(signIn.logout, options);
  }

  /** Runs what is not a call of the signed-in technician within the time of one. */
  async function within<T>(work: (deadline: Deadline) => Promise<T>, options: CallOptions = {}): Promise<T> {
    const deadline = http.startDeadline(options.timeoutMs ?? timeoutMs, options.signal);
    try {
      return await work(deadline);
    } finally {
      deadline.clear();
    }
  }

  return {
    session: { subscribe: store.subscribe, getSnapshot: store.getSnapshot },
    restore: signIn.restore,
    login: (input, options) => within((deadline) => signIn.login(input, deadline), options),
    logout,
    tickets: createTickets(api),
    products: createProducts(api),
    evidence: createEvidence(api, timeoutMs),
    closings: createClosings(api),
    onu: createOnu(api),
    catalogues: createCatalogues(api),
    connection: {
      host: address.host,
      locale,
      capabilities,
      clock,
      random,
      send,
      stamp,
      call,
      timeoutMs,
      beforeLogout(countPending) {
        counts.add(countPending);
        return () => counts.delete(countPending);
      },
    },
  };
}
