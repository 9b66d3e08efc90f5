import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { oltError } from '../contract/errors.ts';
import type { ReadBudget } from '../contract/snmp.ts';
import { connectOlt } from '../driver/connect-olt.ts';
import type { ConnectOltOptions } from '../driver/connect-olt-options.ts';
import type { Olt } from '../driver/olt.ts';
import { formatEndpoint, type OltTarget, parseTarget } from '../driver/target.ts';
import { wholeNumber } from './arguments.ts';
import { budgetOption } from './budget-option.ts';
import { cliError } from './cli-error.ts';
import type { OltEntry, OltInventory } from './inventory.ts';
import { connectionHeading } from './manual-page.ts';
import { askForSecret } from './person.ts';
import { readTextFile } from './read-input.ts';
import { readSecret, secretMissing } from './secrets.ts';
import { snmpAccess } from './snmp-access.ts';
import { transcriptFile } from './transcript-file.ts';

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
  readonly budget?: ReadBudget;
  readonly timeout?: number;
  readonly silence?: number;
  readonly transcript?: string;
}

/** Adds the options of {@link ConnectionOptions}. */
export function withConnectionOptions(command: Command): Command {
  return command
    .optionsGroup(connectionHeading)
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
      '--budget <gentle|full|N>',
      'what reads may ask of the OLT: gentle (default), full for a maintenance window, or N variables a minute',
      budgetOption,
    )
    .option(
      '--transcript <file>',
      'add what is sent and received to this file, a JSON document a line, secrets masked',
    )
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

/** One OLT that a command names: a URL, or a name of the inventory. Nothing has been connected yet. */
export interface OltReach {
  /** As it was named. */
  readonly name: string;
  readonly entry: OltEntry;
  readonly budget: ReadBudget;
  /** What `connectOlt` takes; asks for a password where nothing else has one. */
  settings(signal: AbortSignal): Promise<ConnectOltOptions>;
  connect(signal: AbortSignal, more?: Partial<ConnectOltOptions>): Promise<Olt>;
}

/**
 * The OLTs a command names: one, several with commas between them, or `all` of an inventory.
 * @throws FieldError `cli.bad_argument`, what reading the inventory throws
 */
export async function reachOlts(target: string, options: ConnectionOptions): Promise<readonly OltReach[]> {
  const inventory = options.inventory === undefined ? null : await inventoryOf(options.inventory);
  const all = target === 'all' && inventory !== null && !inventory.names.includes('all');
  const names = all ? inventory.names : [...new Set(target.split(',').filter((name) => name !== ''))];
  const reached = (names.length === 0 ? [target] : names).map((name) =>
    reachOlt(name, inventory?.entry(name) ?? entryOfTarget(name), options),
  );
  if (reached.length === 0)
    throw cliError('cli.bad_argument', { argument: 'target', reason: 'the inventory has no OLT' });
  return reached;
}

/** YAML and its checks are loaded by who has an inventory. */
async function inventoryOf(file: string): Promise<OltInventory> {
  const { readInventory } = await import('./inventory.ts');
  return readInventory(file);
}

/** An OLT of which nothing but the target is known. */
function entryOfTarget(target: string): OltEntry {
  return { target, settings: {}, secret: () => undefined, snmpSecret: () => undefined };
}

/** People are asked one thing after the other, however many OLTs there are. */
let asking: Promise<unknown> = Promise.resolve();

/** Options come before the inventory, that before variables. */
function reachOlt(name: string, entry: OltEntry, options: ConnectionOptions): OltReach {
  const budget = options.budget ?? entry.settings.budget ?? 'gentle';
  let known: Promise<ConnectOltOptions> | undefined;
  const settings = (signal: AbortSignal) => {
    if (known) return known;
    known = asking.then(() => settingsOf(entry, options, budget, signal));
    asking = known.catch(() => undefined);
    return known;
  };
  return {
    name,
    entry,
    budget,
    settings,
    async connect(signal, more = {}) {
      const { onTranscript = () => undefined } = more;
      const all = { ...(await settings(signal)), ...more, signal };
      if (options.transcript === undefined) return connectOlt(all);
      const write = transcriptFile(options.transcript, name);
      return connectOlt({
        ...all,
        onTranscript(event) {
          write(event);
          onTranscript(event);
        },
      });
    },
  };
}

async function settingsOf(
  entry: OltEntry,
  options: ConnectionOptions,
  budget: ReadBudget,
  signal: AbortSignal,
): Promise<ConnectOltOptions> {
  const target = parseTarget(entry.target);
  const { settings } = entry;
  const vendor = options.vendor ?? settings.vendor;
  const profile = options.profile ?? settings.profile;
  const snmp = await snmpAccess(entry, options.snmp, target.kind === 'snmp');
  return {
    target: entry.target,
    access: 'read-only',
    budget,
    ...(vendor ? { vendor } : {}),
    ...(profile ? { profile } : {}),
    ...(target.kind === 'snmp' ? {} : await loginOf(target, entry, options, signal)),
    ...(options.timeout === undefined ? {} : { connectTimeoutMs: options.timeout * 1000 }),
    ...(options.silence === undefined ? {} : { silenceMs: options.silence * 1000 }),
    ...(snmp ? { snmp } : {}),
  };
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
