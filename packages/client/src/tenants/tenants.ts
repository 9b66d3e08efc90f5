import { check, TenantDiscovery } from '@field/core';
import type { FieldClient } from '../client.ts';
import { clientError, isClientError } from '../errors/client-error.ts';
import { parseAddress, parseHost } from '../http/address.ts';
import type { CallOptions } from '../http/caller.ts';
import { systemClock } from '../ports/clock.ts';
import { storageKey } from '../session/stored-session.ts';
import type { ClientStorage } from '../storage/client-storage.ts';
import { createInTurn } from '../storage/in-turn.ts';
import { type DiscoveredTenant, type DiscoverOptions, discoverTenant } from '../tenant/discover-tenant.ts';
import { findLookalike } from './look-alike.ts';

export interface TenantsOptions extends Omit<DiscoverOptions, keyof CallOptions> {
  /** Keeps what was found and what is pinned. */
  readonly storage: ClientStorage;
  /** How long a provider's document is good without asking again; a day where left out. */
  readonly maxAgeMs?: number | undefined;
}

export interface FindOptions extends Omit<CallOptions, 'as'> {
  /** Asks the domain even where its document is young enough. */
  readonly fresh?: boolean | undefined;
  /** A person was asked, and means this domain although it looks like another. */
  readonly allowLookalike?: boolean | undefined;
  /** A person was asked, and the provider did move to another server. */
  readonly repin?: boolean | undefined;
}

/** A provider, and where it is known from. */
export interface FoundTenant {
  readonly tenant: DiscoveredTenant;
  readonly source: 'network' | 'cache';
  readonly asOf: string;
  /** Whether somebody signed in there from this device: from then on it is this server, or an error. */
  readonly pinned: boolean;
}

/** The providers of this device. */
export interface Tenants {
  /**
   * Finds a provider: by its domain's document, as `discoverTenant` does, or as it was where it cannot be reached.
   * @throws ClientError beside those of `discoverTenant`: `client.lookalike_domain` for a domain that looks like one
   * somebody signed in at, `client.tenant_changed` where a pinned provider is another one or elsewhere
   */
  find(domain: string, options?: FindOptions): Promise<FoundTenant>;
  /** Pins a provider as soon as somebody signs in there; the answer ends that. A pin that cannot be kept is an uncaught `client.storage`. */
  pinOnSignIn(client: FieldClient, tenant: DiscoveredTenant): () => void;
  /** Those that were found, the last one first: for the login screen. */
  known(): Promise<readonly FoundTenant[]>;
  forget(domain: string): Promise<void>;
}

interface Kept {
  readonly document: DiscoveredTenant;
  readonly asOf: string;
  readonly pin: { readonly tenantId: string; readonly host: string } | null;
}

const dayMs = 86_400_000;

export function openTenants({ maxAgeMs = dayMs, storage, ...discover }: TenantsOptions): Tenants {
  const { clock = systemClock, locale = 'en' } = discover;
  const inTurn = createInTurn();
  const listKey = storageKey('tenants');
  const keyOf = (domain: string) => storageKey('tenant', domain);
  const hostOf = ({ apiUrl }: TenantDiscovery) => parseAddress(apiUrl, 'apiUrl', locale).host;

  async function domains(): Promise<readonly string[]> {
    const list = parsed(await storage.read(listKey));
    return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
  }

  async function read(domain: string): Promise<Kept | undefined> {
    const kept = parsed(await storage.read(keyOf(domain))) as Kept | undefined;
    const document = check(TenantDiscovery, kept?.document);
    return kept && document.ok ? { ...kept, document: { ...document.value, domain } } : undefined;
  }

  async function write(kept: Kept): Promise<void> {
    const { domain } = kept.document;
    await storage.write(keyOf(domain), JSON.stringify(kept));
    const others = (await domains()).filter((one) => one !== domain);
    await storage.write(listKey, JSON.stringify([domain, ...others]));
  }

  async function pinnedDomains(): Promise<string[]> {
    const names = await domains();
    const kept = await Promise.all(names.map(read));
    return names.filter((_, at) => kept[at]?.pin);
  }

  async function find(domain: string, options: FindOptions): Promise<FoundTenant> {
    const { allowLookalike = false, fresh = false, repin = false, ...call } = options;
    const name = parseHost(domain, 'domain', locale);
    const like = allowLookalike ? undefined : findLookalike(name, await pinnedDomains());
    if (like !== undefined) throw clientError('client.lookalike_domain', { domain: name, known: like });
    const kept = await read(name);
    const age = kept ? clock.now() - Date.parse(kept.asOf) : Infinity;
    if (kept && !fresh && !repin && age >= 0 && age < maxAgeMs) return found(kept, 'cache');
    try {
      const document = await discoverTenant(domain, { ...discover, ...call });
      const pin = repin ? null : (kept?.pin ?? null);
      if (pin && (pin.tenantId !== document.tenantId || pin.host !== hostOf(document))) {
        throw clientError('client.tenant_changed', {
          domain: name,
          host: hostOf(document),
          pinned: pin.host,
        });
      }
      const next = { document, asOf: new Date(clock.now()).toISOString(), pin };
      await write(next);
      return found(next, 'network');
    } catch (error) {
      const unreached = isClientError(error) && error.retryable && error.code !== 'client.aborted';
      if (kept && unreached && !repin) return found(kept, 'cache');
      throw error;
    }
  }

  return {
    find: (domain, options = {}) => inTurn(() => find(domain, options)),
    pinOnSignIn(client, tenant) {
      const pin = () => {
        const { session, status } = client.session.getSnapshot();
        if (status !== 'signedIn' || session?.tenantId !== tenant.tenantId) return;
        stop();
        inTurn(async () => {
          const kept = await read(tenant.domain);
          if (!kept || kept.pin) return;
          await write({ ...kept, pin: { tenantId: tenant.tenantId, host: hostOf(tenant) } });
        }).catch((cause: unknown) => {
          clock.schedule(0, () => {
            throw clientError('client.storage', {}, { cause });
          });
        });
      };
      const stop = client.session.subscribe(pin);
      pin();
      return stop;
    },
    known: () =>
      inTurn(async () => {
        const all = await Promise.all((await domains()).map(read));
        return all.flatMap((kept) => (kept ? [found(kept, 'cache')] : []));
      }),
    forget: (domain) =>
      inTurn(async () => {
        const name = parseHost(domain, 'domain', locale);
        await storage.remove(keyOf(name));
        await storage.write(listKey, JSON.stringify((await domains()).filter((one) => one !== name)));
      }),
  };
}

function found({ asOf, document, pin }: Kept, source: 'network' | 'cache'): FoundTenant {
  return { tenant: document, source, asOf, pinned: pin !== null };
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
