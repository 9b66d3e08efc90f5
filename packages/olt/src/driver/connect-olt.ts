import { oltError } from '../contract/errors.ts';
import type { SnmpSession } from '../contract/snmp.ts';
import { bindOlt } from './bind-olt.ts';
import { sharedCommandBudget } from './command-budget.ts';
import type { ConnectOltOptions } from './connect-olt-options.ts';
import { type DetectedVendor, detectBySnmp, loadVendor, selectProfile } from './detect-vendor.ts';
import type { Olt } from './olt.ts';
import { defaultConnectTimeoutMs, openSeat } from './open-seat.ts';
import { beforeDeadline } from './opening-deadline.ts';
import { tapSnmp } from './tap-snmp.ts';
import { formatEndpoint, type OltTarget, parseTarget } from './target.ts';
import { processLock } from './write-lock.ts';

/**
 * Connects to an OLT and logs in, so that a wrong address, key or password is known at once.
 *
 * @throws FieldError `olt.bad_target`, `olt.secret_missing`, `olt.unreachable`, `olt.auth_refused`, `olt.account_locked`,
 * `olt.session_limit`, `olt.host_key_unknown`, `olt.host_key_changed`, `olt.vendor_unknown`, `olt.timeout`, `olt.aborted`
 * @example
 * const olt = await connectOlt({ target: 'ssh://admin@10.0.0.2', password, hostKeys: { file: 'known_hosts' } });
 * try { console.table(await olt.listUnauthorizedOnus()); } finally { await olt.close(); }
 */
export async function connectOlt(options: ConnectOltOptions): Promise<Olt> {
  const target = parseTarget(options.target);
  const { budget = 'gentle' } = options;
  const known = options.vendor ? selectProfile(await loadVendor(options.vendor), options.profile) : null;
  const agent = await openSnmp(target, options);
  const snmp = agent && options.onSnmpValue ? tapSnmp(agent, options.onSnmpValue) : agent;
  try {
    const asked = known ?? (snmp ? await askWhoseItIs(snmp, options) : null);
    const opened = target.kind === 'snmp' ? null : await openSeat(target, asked, options);
    const detected = opened?.detected ?? asked;
    if (!detected) throw oltError('olt.vendor_unknown', { facts: formatEndpoint(target) });
    const lockKey = opened ? `${target.host} ${opened.host}` : target.host;
    return bindOlt({
      detected,
      endpoint: formatEndpoint(target),
      host: target.host,
      lockKey,
      budget: sharedCommandBudget(lockKey, budget),
      seat: opened?.seat ?? null,
      snmp,
      canWrite: options.access === 'write',
      saveMs: options.saveMs,
      lock: options.lock ?? processLock,
    });
  } catch (error) {
    await snmp?.close();
    throw error;
  }
}

function askWhoseItIs(snmp: SnmpSession, options: ConnectOltOptions): Promise<DetectedVendor> {
  const { connectTimeoutMs: ms = defaultConnectTimeoutMs, signal } = options;
  return beforeDeadline({ ms, doing: 'waiting for the SNMP agent', signal }, (stop) =>
    detectBySnmp(snmp, stop),
  );
}

async function openSnmp(target: OltTarget, options: ConnectOltOptions): Promise<SnmpSession | null> {
  const { snmp } = options;
  if (target.kind === 'snmp') {
    if (!snmp)
      throw oltError('olt.bad_request', { field: 'snmp', reason: 'an SNMP target needs credentials' });
    return openAgent(target, snmp, options);
  }
  if (!snmp) return null;
  if (snmp.target === undefined)
    throw oltError('olt.bad_request', { field: 'snmp.target', reason: 'missing' });
  const agent = parseTarget(snmp.target);
  if (agent.kind !== 'snmp') throw oltError('olt.bad_target', { target: snmp.target });
  return openAgent(agent, snmp, options);
}

async function openAgent(
  { host, port }: OltTarget,
  { target: _target, ...credentials }: NonNullable<ConnectOltOptions['snmp']>,
  { budget = 'gentle' }: ConnectOltOptions,
): Promise<SnmpSession> {
  // Loaded by who meets an agent: it is a fifth of what a program takes to start.
  const { createSnmpSession } = await import('../snmp/net-snmp-session.ts');
  return createSnmpSession({ host, port, credentials, budget });
}
