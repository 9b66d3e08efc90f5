import { check, type Locale, TenantDiscovery } from '@field/core';
import { clientError } from '../errors/client-error.ts';
import { belongsTo, isLoopback, parseAddress, parseHost } from '../http/address.ts';
import { json } from '../http/answer.ts';
import type { CallOptions } from '../http/caller.ts';
import { createHttp } from '../http/http.ts';
import { formatQuery } from '../http/path.ts';
import { type Ports, resolvePorts } from '../ports/ports.ts';

/** How a tenant is looked up. */
export interface DiscoverOptions extends Ports, CallOptions {
  /** The language of the error texts; English where left out. */
  readonly locale?: Locale | undefined;
  /**
   * Asks this address for the domain's document instead of the domain itself: a server that holds many providers, or
   * one on this device while developing. It is trusted as the domain is.
   */
  readonly directoryUrl?: string | undefined;
  /** Hosts outside the domain its document may point to, such as the one of the ERP that serves the provider. */
  readonly trustedHosts?: readonly string[] | undefined;
}

/** A provider as its domain describes it. */
export type DiscoveredTenant = TenantDiscovery & {
  /** As the technician's text was understood: `provedor.com.br`. */
  readonly domain: string;
};

const documentAnswer = json((value) => check(TenantDiscovery, value));

/**
 * Finds the provider behind a domain by its document at `/.well-known/field-service.json`, before anything secret is
 * typed. The document comes over https (http on this device alone), from the domain itself without a redirect, and
 * points to an API of that domain or of a trusted host; anything else is refused, for it may be a look-alike.
 *
 * @param domain as the technician typed it
 * @throws ClientError `client.invalid` where it is no domain, `client.redirected`, `client.untrusted_tenant`,
 * `client.insecure_address`, `client.malformed` where the domain answers something else, and the errors of every call
 */
export async function discoverTenant(
  domain: string,
  options: DiscoverOptions = {},
): Promise<DiscoveredTenant> {
  const { directoryUrl, locale = 'en', signal, timeoutMs = 30_000, trustedHosts = [] } = options;
  const name = parseHost(domain, 'domain', locale);
  const scheme = isLoopback(name) && !/^\s*https:/i.test(domain) ? 'http' : 'https';
  const address = parseAddress(directoryUrl ?? `${scheme}://${name}`, 'directoryUrl', locale);
  const { clock, fetch } = resolvePorts(options);
  const http = createHttp({ address, fetch, clock, locale, emit: () => undefined });

  const query = directoryUrl === undefined ? '' : formatQuery({ domain: name });
  const deadline = http.startDeadline(timeoutMs, signal);
  try {
    const request = { method: 'GET', path: `/.well-known/field-service.json${query}` } as const;
    const document = await http.exchange(request, documentAnswer, deadline);
    const { host } = parseAddress(document.apiUrl, 'apiUrl', locale);
    const trusted = [name, address.host, ...trustedHosts].some((owner) => belongsTo(host, owner));
    if (!trusted && !(isLoopback(host) && isLoopback(address.host))) {
      throw clientError('client.untrusted_tenant', { domain: name, host });
    }
    return Object.freeze({ ...document, domain: name });
  } finally {
    deadline.clear();
  }
}
