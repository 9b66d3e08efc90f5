import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import * as z from 'zod';
import { maskTarget } from '../driver/target.ts';
import { cliError } from './cli-error.ts';
import { readTextFile } from './read-input.ts';

const name = z.string().min(1).max(200);
const secretForm = 'give it as { env: VARIABLE } or { file: PATH }';
const Secret = z.union([z.strictObject({ env: name }), z.strictObject({ file: name })], {
  error: secretForm,
});

const InventoryEntry = z.strictObject({
  target: name,
  vendor: name.optional(),
  profile: name.optional(),
  username: name.optional(),
  password: Secret.optional(),
  enablePassword: Secret.optional(),
  identity: name.optional(),
  keyPassphrase: Secret.optional(),
  knownHosts: name.optional(),
  fingerprints: z.array(name).min(1).max(10).optional(),
  legacyAlgorithms: z.boolean().optional(),
  budget: z
    .union([z.enum(['gentle', 'full']), z.int().min(20).max(100_000_000)], {
      error: 'gentle, full, or variables a minute (a whole number from 20)',
    })
    .optional(),
  snmp: z
    .strictObject({
      target: name.optional(),
      community: Secret.optional(),
      user: name.optional(),
      authProtocol: name.optional(),
      authPassword: Secret.optional(),
      privProtocol: name.optional(),
      privPassword: Secret.optional(),
    })
    .optional(),
});
const Inventory = z.strictObject({ olts: z.record(name, InventoryEntry) });
type InventoryEntry = z.infer<typeof InventoryEntry>;

/** A secret by reference: the name of an environment variable, or of a file that holds nothing else. */
export type InventorySecret = z.infer<typeof Secret> & {
  /** Where it stands, for errors. */
  readonly inventory: string;
  readonly field: string;
};

/** One OLT as a command reaches it: from an inventory, or from a target alone. Paths are absolute. */
export interface OltEntry {
  readonly target: string;
  readonly settings: Omit<InventoryEntry, 'target'>;
  /** The secret at a field, or undefined where there is none. */
  secret(field: 'password' | 'enablePassword' | 'keyPassphrase'): InventorySecret | undefined;
  snmpSecret(field: 'community' | 'authPassword' | 'privPassword'): InventorySecret | undefined;
}

/** The OLTs of a YAML inventory. */
export interface OltInventory {
  readonly names: readonly string[];
  /** @throws FieldError `cli.bad_argument` for a name it does not have */
  entry(name: string): OltEntry;
}

/**
 * Reads a YAML inventory.
 * @throws FieldError `cli.not_readable`, `cli.bad_inventory` naming the field
 */
export async function readInventory(file: string): Promise<OltInventory> {
  const inventory = Inventory.safeParse(parseYaml(await readTextFile(file), file));
  if (!inventory.success) {
    const reason = inventory.error.issues.slice(0, 10).map(describeIssue).join('; ');
    throw cliError('cli.bad_inventory', { file, reason });
  }
  const { olts } = inventory.data;
  const names = Object.keys(olts);
  return {
    names,
    entry(name) {
      const entry = Object.hasOwn(olts, name) ? olts[name] : undefined;
      if (entry) return placedEntry(file, name, entry);
      const reason = `the inventory has ${names.slice(0, 50).join(', ') || 'no OLT'}`;
      throw cliError('cli.bad_argument', { argument: maskTarget(name), reason });
    },
  };
}

function placedEntry(file: string, olt: string, entry: InventoryEntry): OltEntry {
  const path = (text: string) =>
    text.startsWith('~/') ? join(homedir(), text.slice(2)) : resolve(dirname(file), text);
  const placed = (secret: z.infer<typeof Secret> | undefined, field: string) =>
    secret && {
      ...('file' in secret ? { file: path(secret.file) } : secret),
      inventory: file,
      field: `olts.${olt}.${field}`,
    };
  const { target, ...settings } = entry;
  return {
    target,
    settings: {
      ...settings,
      ...(settings.identity && { identity: path(settings.identity) }),
      ...(settings.knownHosts && { knownHosts: path(settings.knownHosts) }),
    },
    secret: (field) => placed(entry[field], field),
    snmpSecret: (field) => placed(entry.snmp?.[field], `snmp.${field}`),
  };
}

/** The library's own messages quote the file, in which somebody may have written a password. */
function parseYaml(text: string, file: string): unknown {
  const document = parseDocument(text, { logLevel: 'silent' });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    const line = problem.linePos?.[0]?.line;
    const reason = `no YAML${line === undefined ? '' : ` at line ${line}`} (${problem.code})`;
    throw cliError('cli.bad_inventory', { file, reason });
  }
  try {
    return document.toJS({ maxAliasCount: 10 });
  } catch {
    throw cliError('cli.bad_inventory', { file, reason: 'no YAML: an alias leads nowhere' });
  }
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${[...path, key].join('.')}: unknown field`).join('; ');
  return `${path.join('.') || 'the file'}: ${issue.message}`;
}
