import { type FieldError, isFieldError } from '@field/core';
import { connectOlt } from '../../driver/connect-olt.ts';
import type { ConnectOltOptions } from '../../driver/connect-olt-options.ts';
import type { Olt } from '../../driver/olt.ts';
import { formatEndpoint, parseTarget } from '../../driver/target.ts';
import { type Finding, failed, ok, skipped } from './finding.ts';

const sessionSteps = ['host key', 'login', 'prompt', 'privileges'] as const;

/** The step that an error of a login stopped at; all that is not known here was met on the way to a prompt. */
const stoppedAt: Readonly<Record<string, (typeof sessionSteps)[number]>> = {
  'olt.host_key_unknown': 'host key',
  'olt.host_key_changed': 'host key',
  'olt.known_hosts_failed': 'host key',
  'olt.algorithms_refused': 'host key',
  'olt.unreachable': 'host key',
  'olt.auth_refused': 'login',
  'olt.account_locked': 'login',
  'olt.session_limit': 'login',
  'olt.secret_missing': 'login',
  'olt.bad_request': 'login',
  'cli.not_readable': 'login',
  'cli.bad_inventory': 'login',
  'olt.insufficient_privilege': 'privileges',
};

/**
 * Logs in once and reads a little. A wrong password is tried once only.
 * @param settings asked for here, because a secret that is missing belongs to the login
 */
export async function examineSession(
  settings: () => Promise<ConnectOltOptions>,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  let olt: Olt | null = null;
  try {
    const { snmp: _snmp, ...cli } = await settings();
    const isSsh = parseTarget(cli.target).kind === 'ssh';
    olt = await connectOlt({ ...cli, access: 'read-only', signal });
    const key = isSsh ? ok('host key', 'known, or as given') : skipped('host key', 'Telnet has none');
    const reached = [key, ok('login', 'accepted'), ok('prompt', `${olt.vendor} ${olt.profile}`)];
    return [...reached, await examinePrivileges(olt, signal)];
  } catch (error) {
    if (!isFieldError(error) || signal.aborted) throw error;
    return upTo(stoppedAt[error.code] ?? 'prompt', error);
  } finally {
    await olt?.close();
  }
}

/** Reads are all that is tried: whether a user may write is seen when something is written. */
async function examinePrivileges(olt: Olt, signal: AbortSignal): Promise<Finding> {
  try {
    const { model, softwareVersion } = await olt.readSystem({}, { signal });
    await olt.listBoards({}, { signal });
    return ok('privileges', `reads ${[model, softwareVersion].filter(Boolean).join(' ') || 'what it is'}`);
  } catch (error) {
    if (!isFieldError(error) || signal.aborted) throw error;
    return failed('privileges', error);
  }
}

function upTo(step: (typeof sessionSteps)[number], error: FieldError): Finding[] {
  const at = sessionSteps.indexOf(step);
  return sessionSteps.map((one, index) => {
    if (index < at) return ok(one, 'passed');
    return index === at ? failed(one, error) : skipped(one, `after ${step}`);
  });
}

/** Asks the SNMP agent who it is. */
export async function examineSnmp(settings: ConnectOltOptions, signal: AbortSignal): Promise<Finding> {
  const { snmp, target } = settings;
  if (!snmp) return skipped('snmp', 'no agent was named: --snmp host:port');
  const agent = snmp.target ?? target;
  try {
    const { vendor, profile, ...how } = settings;
    const olt = await connectOlt({ ...how, target: agent, access: 'read-only', signal });
    const told = ok('snmp', `${formatEndpoint(parseTarget(agent))} is ${olt.vendor} ${olt.profile}`);
    await olt.close();
    const other = vendor !== undefined && vendor !== olt.vendor ? ', not what --vendor says' : '';
    return { ...told, detail: `${told.detail}${other}${profile && other ? ` (${profile})` : ''}` };
  } catch (error) {
    if (!isFieldError(error) || signal.aborted) throw error;
    return failed('snmp', error);
  }
}
