import type { ConnectOltOptions } from '../driver/connect-olt-options.ts';
import type { SnmpCredentials } from '../snmp/snmp-credentials.ts';
import { cliError } from './cli-error.ts';
import type { OltEntry } from './inventory.ts';
import { fromEnvironment, readSecret, type SecretName, secretMissing } from './secrets.ts';

const authProtocols = ['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512'] as const;
const privProtocols = ['des', 'aes', 'aes256b', 'aes256r', 'none'] as const;

/**
 * How the OLT's SNMP agent is asked; undefined where nobody named one.
 * @param named `--snmp`
 * @param isTarget true when the command's target is the agent itself
 */
export async function snmpAccess(
  entry: OltEntry,
  named: string | undefined,
  isTarget: boolean,
): Promise<ConnectOltOptions['snmp']> {
  const agent = named ?? entry.settings.snmp?.target;
  if (!agent && !isTarget) return undefined;
  const target = agent ? { target: agent.includes('://') ? agent : `snmp://${agent}` } : {};
  return { ...target, ...(await snmpCredentials(entry)) };
}

/** Who asks the OLT's agent, and whose traps are believed. @throws FieldError `olt.secret_missing` */
export async function snmpCredentials(entry: OltEntry): Promise<SnmpCredentials> {
  const { snmp } = entry.settings;
  const need = async (field: Parameters<OltEntry['snmpSecret']>[0], name: SecretName) => {
    const value = await readSecret(entry.snmpSecret(field), name);
    if (value === undefined) throw secretMissing(name);
    return value;
  };
  // A community in the inventory speaks for its OLT, whatever user the environment holds for others.
  const user = snmp?.user ?? (snmp?.community ? undefined : fromEnvironment('snmpUser'));
  if (user === undefined) return { version: '2c', community: await need('community', 'community') };
  const authProtocol = oneOf(
    snmp?.authProtocol ?? fromEnvironment('snmpAuthProtocol') ?? 'sha',
    authProtocols,
    'SNMP authentication protocol',
  );
  const privProtocol = oneOf(
    snmp?.privProtocol ?? fromEnvironment('snmpPrivProtocol') ?? 'aes',
    privProtocols,
    'SNMP privacy protocol',
  );
  const authPassword = await need('authPassword', 'snmpAuthPassword');
  const common = { version: '3', user, authProtocol, authPassword } as const;
  if (privProtocol === 'none') return { ...common, privProtocol };
  return { ...common, privProtocol, privPassword: await need('privPassword', 'snmpPrivPassword') };
}

function oneOf<const Choice extends string>(
  value: string,
  choices: readonly Choice[],
  argument: string,
): Choice {
  const choice = choices.find((one) => one === value.toLowerCase());
  if (!choice) throw cliError('cli.bad_argument', { argument, reason: `one of ${choices.join(', ')}` });
  return choice;
}
