import { homedir } from 'node:os';
import { join } from 'node:path';
import password from '@inquirer/password';
import { oltError } from '../contract/errors.ts';
import { connectOlt } from '../driver/connect-olt.ts';
import type { ConnectOltOptions } from '../driver/connect-olt-options.ts';
import type { Olt } from '../driver/olt.ts';
import type { SnmpCredentials } from '../snmp/net-snmp-session.ts';
import { cliError } from './cli-error.ts';
import { type InventoryOlt, readInventory, readSecret, readTextFile } from './inventory.ts';

/** What every command that reaches an OLT takes. */
export interface ConnectionOptions {
  readonly vendor?: string;
  readonly profile?: string;
  readonly snmp?: string;
  readonly inventory?: string;
  readonly identity?: string;
  readonly knownHosts?: string;
  readonly fingerprint?: string[];
  readonly trustOnFirstUse?: boolean;
  readonly legacyAlgorithms?: boolean;
  readonly timeout?: number;
}

/** Where secrets come from: never the argument list, which everybody on the machine can read. */
export const secretVariables = {
  password: 'FIELD_OLT_PASSWORD',
  enablePassword: 'FIELD_OLT_ENABLE_PASSWORD',
  keyPassphrase: 'FIELD_OLT_KEY_PASSPHRASE',
  community: 'FIELD_OLT_COMMUNITY',
  snmpUser: 'FIELD_OLT_SNMP_USER',
  snmpAuthProtocol: 'FIELD_OLT_SNMP_AUTH_PROTOCOL',
  snmpAuthPassword: 'FIELD_OLT_SNMP_AUTH_PASSWORD',
  snmpPrivProtocol: 'FIELD_OLT_SNMP_PRIV_PROTOCOL',
  snmpPrivPassword: 'FIELD_OLT_SNMP_PRIV_PASSWORD',
} as const;

/** Connects to the OLT a command names: a URL, or a name of the inventory. */
export async function connectFromCommand(
  target: string,
  options: ConnectionOptions,
  access: 'read-only' | 'write',
  signal: AbortSignal,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Olt> {
  const entry: InventoryOlt = options.inventory ? await readInventory(options.inventory, target) : { target };
  return connectOlt(await connectionOf(entry, options, access, signal, environment));
}

async function connectionOf(
  entry: InventoryOlt,
  options: ConnectionOptions,
  access: 'read-only' | 'write',
  signal: AbortSignal,
  environment: NodeJS.ProcessEnv,
): Promise<ConnectOltOptions> {
  const kind = entry.target.split(':')[0];
  const needsLogin = kind === 'ssh' || kind === 'telnet';
  const identity = options.identity ?? entry.identity;
  const vendor = options.vendor ?? entry.vendor;
  const profile = options.profile ?? entry.profile;
  const snmp = await snmpOf(entry, options, kind === 'snmp', environment);
  const passphrase = environment[secretVariables.keyPassphrase];
  const enablePassword =
    environment[secretVariables.enablePassword] ?? (await readSecret(entry.enablePassword, environment));
  return {
    target: entry.target,
    access,
    signal,
    ...(vendor ? { vendor } : {}),
    ...(profile ? { profile } : {}),
    ...(entry.username ? { username: entry.username } : {}),
    ...(identity
      ? { privateKey: { key: await readTextFile(identity), ...(passphrase ? { passphrase } : {}) } }
      : {}),
    ...(needsLogin && !identity ? { password: await passwordOf(entry, environment) } : {}),
    ...(enablePassword === undefined ? {} : { enablePassword }),
    ...(kind === 'ssh' ? { hostKeys: hostKeysOf(entry, options) } : {}),
    ...(options.legacyAlgorithms || entry.legacyAlgorithms ? { legacyAlgorithms: true } : {}),
    ...(options.timeout ? { connectTimeoutMs: options.timeout * 1000 } : {}),
    ...(snmp ? { snmp } : {}),
  };
}

function hostKeysOf(
  entry: InventoryOlt,
  options: ConnectionOptions,
): NonNullable<ConnectOltOptions['hostKeys']> {
  const fingerprints = options.fingerprint ?? entry.fingerprints;
  if (fingerprints) return { fingerprints };
  return {
    file: options.knownHosts ?? entry.knownHosts ?? join(homedir(), '.ssh', 'known_hosts'),
    trustOnFirstUse: options.trustOnFirstUse === true,
  };
}

async function passwordOf(entry: InventoryOlt, environment: NodeJS.ProcessEnv): Promise<string> {
  const given = (await readSecret(entry.password, environment)) ?? environment[secretVariables.password];
  if (given !== undefined) return given;
  if (process.stdin.isTTY) return password({ message: `Password for ${entry.target}` });
  throw oltError('olt.secret_missing', { secret: 'The password', variable: secretVariables.password });
}

async function snmpOf(
  entry: InventoryOlt,
  options: ConnectionOptions,
  isTarget: boolean,
  environment: NodeJS.ProcessEnv,
): Promise<ConnectOltOptions['snmp']> {
  const named = options.snmp ?? entry.snmp?.target;
  if (!named && !isTarget) return undefined;
  const target = named ? { target: named.includes('://') ? named : `snmp://${named}` } : {};
  return { ...target, ...(await snmpCredentials(entry, environment)) };
}

async function snmpCredentials(
  entry: InventoryOlt,
  environment: NodeJS.ProcessEnv,
): Promise<SnmpCredentials> {
  const user = entry.snmp?.user ?? environment[secretVariables.snmpUser];
  if (user === undefined) {
    const community =
      (await readSecret(entry.snmp?.community, environment)) ?? environment[secretVariables.community];
    if (community !== undefined) return { version: '2c', community };
    throw oltError('olt.secret_missing', {
      secret: 'The SNMP community',
      variable: secretVariables.community,
    });
  }
  const need = async (secret: Parameters<typeof readSecret>[0], variable: string, what: string) => {
    const value = (await readSecret(secret, environment)) ?? environment[variable];
    if (value === undefined) throw oltError('olt.secret_missing', { secret: what, variable });
    return value;
  };
  const authProtocol = entry.snmp?.authProtocol ?? environment[secretVariables.snmpAuthProtocol] ?? 'sha';
  const privProtocol = entry.snmp?.privProtocol ?? environment[secretVariables.snmpPrivProtocol] ?? 'aes';
  return {
    version: '3',
    user,
    authProtocol: oneOf(
      authProtocol,
      ['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512'],
      'SNMP authentication protocol',
    ),
    authPassword: await need(
      entry.snmp?.authPassword,
      secretVariables.snmpAuthPassword,
      'The SNMP authentication password',
    ),
    privProtocol: oneOf(privProtocol, ['des', 'aes', 'aes256b', 'aes256r'], 'SNMP privacy protocol'),
    privPassword: await need(
      entry.snmp?.privPassword,
      secretVariables.snmpPrivPassword,
      'The SNMP privacy password',
    ),
  };
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
