import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { oltError } from '../contract/errors.ts';
import { connectOlt } from '../driver/connect-olt.ts';
import type { ConnectOltOptions } from '../driver/connect-olt-options.ts';
import type { Olt } from '../driver/olt.ts';
import { formatEndpoint, type OltTarget, parseTarget } from '../driver/target.ts';
import { wholeNumber } from './arguments.ts';
import { entryOfTarget, type OltEntry, readInventory } from './inventory.ts';
import { askForSecret } from './person.ts';
import { readTextFile } from './read-input.ts';
import { readSecret, secretMissing } from './secrets.ts';
import { snmpAccess } from './snmp-access.ts';

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
  readonly silence?: number;
}

/** Adds the options of {@link ConnectionOptions}. */
export function withConnectionOptions(command: Command): Command {
  return command
    .option('--vendor <name>', 'the vendor; detected unless told')
    .option('--profile <name>', "the vendor's firmware family")
    .option('--snmp <host:port>', "the OLT's SNMP agent, beside a command-line target")
    .option('--inventory <file>', 'YAML inventory; the target is then a name in it')
    .option('--identity <file>', 'private key for SSH')
    .option('--known-hosts <file>', 'host keys of SSH targets (default: ~/.ssh/known_hosts)')
    .addOption(
      new Option('--fingerprint <SHA256:...>', 'accept this host key; may be given several times').argParser(
        (value: string, previous: string[] | undefined) => [...(previous ?? []), value],
      ),
    )
    .option('--trust-on-first-use', 'add the key of a host that is not known yet')
    .option('--legacy-algorithms', 'allow SSH algorithms that are no longer safe')
    .option(
      '--timeout <seconds>',
      'longest time to connect and log in (default: 20)',
      wholeNumber('--timeout', 1, 600),
    )
    .option(
      '--silence <seconds>',
      'longest silence in the middle of a command (default: 20, long lists 60)',
      wholeNumber('--silence', 1, 600),
    );
}

/** Connects to the OLT a command names: a URL, or a name of the inventory. Options come before the inventory, that before variables. */
export async function connectFromCommand(
  name: string,
  options: ConnectionOptions,
  access: 'read-only' | 'write',
  signal: AbortSignal,
): Promise<Olt> {
  const entry = options.inventory ? await readInventory(options.inventory, name) : entryOfTarget(name);
  const target = parseTarget(entry.target);
  const { settings } = entry;
  const vendor = options.vendor ?? settings.vendor;
  const profile = options.profile ?? settings.profile;
  const snmp = await snmpAccess(entry, options.snmp, target.kind === 'snmp');
  return connectOlt({
    target: entry.target,
    access,
    signal,
    ...(vendor ? { vendor } : {}),
    ...(profile ? { profile } : {}),
    ...(target.kind === 'snmp' ? {} : await loginOf(target, entry, options, signal)),
    ...(options.timeout === undefined ? {} : { connectTimeoutMs: options.timeout * 1000 }),
    ...(options.silence === undefined ? {} : { silenceMs: options.silence * 1000 }),
    ...(snmp ? { snmp } : {}),
  });
}

type Login = Omit<ConnectOltOptions, 'target'>;

async function loginOf(
  target: OltTarget,
  entry: OltEntry,
  options: ConnectionOptions,
  signal: AbortSignal,
): Promise<Login> {
  const { settings } = entry;
  const username = target.username ?? settings.username;
  if (username === undefined)
    throw oltError('olt.bad_request', {
      field: 'target',
      reason: `no user; ${target.kind}://user@${formatEndpoint(target)}`,
    });
  const identity = target.kind === 'ssh' ? (options.identity ?? settings.identity) : undefined;
  const enablePassword = await readSecret(entry.secret('enablePassword'), 'enablePassword');
  const password = await passwordOf(`${username}@${formatEndpoint(target)}`, entry, identity, signal);
  return {
    username,
    ...(password === undefined ? {} : { password }),
    ...(identity ? { privateKey: await privateKeyOf(identity, entry) } : {}),
    ...(enablePassword === undefined ? {} : { enablePassword }),
    ...(target.kind === 'ssh' ? { hostKeys: hostKeysOf(entry, options) } : {}),
    ...(options.legacyAlgorithms || settings.legacyAlgorithms ? { legacyAlgorithms: true } : {}),
  };
}

function hostKeysOf({ settings }: OltEntry, options: ConnectionOptions): NonNullable<Login['hostKeys']> {
  const fingerprints = options.fingerprint ?? settings.fingerprints;
  if (fingerprints) return { fingerprints };
  return {
    file: options.knownHosts ?? settings.knownHosts ?? join(homedir(), '.ssh', 'known_hosts'),
    trustOnFirstUse: options.trustOnFirstUse === true,
  };
}

async function privateKeyOf(file: string, entry: OltEntry): Promise<NonNullable<Login['privateKey']>> {
  const passphrase = await readSecret(entry.secret('keyPassphrase'), 'keyPassphrase');
  return { key: await readTextFile(file), ...(passphrase === undefined ? {} : { passphrase }) };
}

/** With a private key a password is taken where there is one, and not asked for. */
async function passwordOf(
  login: string,
  entry: OltEntry,
  identity: string | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  const given = await readSecret(entry.secret('password'), 'password');
  if (given !== undefined || identity !== undefined) return given;
  const typed = await askForSecret(`Password for ${login}`, signal);
  if (typed === null) throw secretMissing('password');
  return typed;
}
