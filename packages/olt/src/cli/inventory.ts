import { readFile } from 'node:fs/promises';
import { check, formatIssue } from '@field/core';
import { parse as parseYaml } from 'yaml';
import * as z from 'zod';
import { cliError } from './cli-error.ts';

const name = z.string().min(1).max(200);
/** A secret by reference: the name of an environment variable, or of a file that holds nothing else. */
const Secret = z.union([z.strictObject({ env: name }), z.strictObject({ file: name })]);
export type Secret = z.infer<typeof Secret>;

const InventoryOlt = z.strictObject({
  target: name,
  vendor: name.optional(),
  profile: name.optional(),
  username: name.optional(),
  password: Secret.optional(),
  enablePassword: Secret.optional(),
  identity: name.optional(),
  knownHosts: name.optional(),
  fingerprints: z.array(name).max(10).optional(),
  legacyAlgorithms: z.boolean().optional(),
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
/** One OLT of an inventory. */
export type InventoryOlt = z.infer<typeof InventoryOlt>;

const Inventory = z.strictObject({ olts: z.record(name, InventoryOlt) });

/**
 * Reads one OLT of a YAML inventory.
 * @throws FieldError `cli.not_readable`, `cli.bad_inventory` naming the field, `cli.bad_argument` for a name it does not have
 */
export async function readInventory(file: string, olt: string): Promise<InventoryOlt> {
  const inventory = check(Inventory, await readYaml(file));
  if (!inventory.ok) {
    const reason = inventory.issues.map((issue) => formatIssue(issue, 'en')).join('; ');
    throw cliError('cli.bad_inventory', { file, reason });
  }
  const entry = Object.hasOwn(inventory.value.olts, olt) ? inventory.value.olts[olt] : undefined;
  if (!entry) {
    const names = Object.keys(inventory.value.olts).join(', ');
    throw cliError('cli.bad_argument', { argument: olt, reason: `the inventory has ${names}` });
  }
  return entry;
}

async function readYaml(file: string): Promise<unknown> {
  const text = await readTextFile(file);
  try {
    return parseYaml(text);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw cliError('cli.bad_inventory', { file, reason }, { cause: error });
  }
}

/** Reads a file a person named. @throws FieldError `cli.not_readable` */
export async function readTextFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw cliError('cli.not_readable', { file, reason }, { cause: error });
  }
}

/** The value of a secret of the inventory. @throws FieldError `cli.bad_inventory`, `cli.not_readable` */
export async function readSecret(
  secret: Secret | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  if (!secret) return undefined;
  if ('file' in secret) return (await readTextFile(secret.file)).replace(/\r?\n$/, '');
  const value = environment[secret.env];
  if (value === undefined) {
    throw cliError('cli.bad_inventory', {
      file: 'inventory',
      reason: `${secret.env} is not set in the environment`,
    });
  }
  return value;
}
