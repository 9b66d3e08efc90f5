import { oltError } from '../contract/errors.ts';

/** Where a session goes: the parts of a target's URL. */
export interface OltTarget {
  readonly kind: 'ssh' | 'telnet' | 'snmp';
  readonly host: string;
  readonly port: number;
  /** The user in the URL; null when there is none. */
  readonly username: string | null;
}

const defaultPorts = { ssh: 22, telnet: 23, snmp: 161 } as const;

/**
 * Reads `ssh://admin@10.0.0.2:2222`, `telnet://10.0.0.2`, `snmp://[::1]:1161`.
 * @throws FieldError `olt.bad_target`; a password in the URL is refused too, since argument lists are seen by everybody on the machine
 */
export function parseTarget(text: string): OltTarget {
  const url = URL.canParse(text) ? new URL(text) : null;
  const kind = url?.protocol.slice(0, -1);
  const known = kind === 'ssh' || kind === 'telnet' || kind === 'snmp';
  if (!url || !known || url.hostname === '' || !['', '/'].includes(url.pathname) || url.search || url.hash) {
    throw oltError('olt.bad_target', { target: maskTarget(text) });
  }
  // A community belongs no more into an argument list than a password does.
  if (url.password !== '' || (kind === 'snmp' && url.username !== ''))
    throw oltError('olt.bad_target', { target: maskTarget(text) });
  return {
    kind,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? defaultPorts[kind] : Number(url.port),
    username: url.username === '' ? null : decodeURIComponent(url.username),
  };
}

/** `host:port`, with brackets around an IPv6 address. */
export function formatEndpoint(target: Pick<OltTarget, 'host' | 'port'>): string {
  return target.host.includes(':') ? `[${target.host}]:${target.port}` : `${target.host}:${target.port}`;
}

/** What a person typed as a target, without what may be a secret in it. */
export function maskTarget(text: string): string {
  return text
    .replace(/^(snmp:\/\/).*@/i, '$1***@')
    .replace(/^([a-z]+:\/\/)?([^:/@]*):(?!\/\/).*@/i, '$1$2:***@')
    .slice(0, 200);
}
