import { oltError } from '../contract/errors.ts';
import { cliError } from './cli-error.ts';
import type { InventorySecret } from './inventory.ts';
import { readTextFile } from './read-input.ts';

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
  onuPassword: 'FIELD_OLT_ONU_PASSWORD',
  loidCheckCode: 'FIELD_OLT_LOID_CHECK_CODE',
  pppoePassword: 'FIELD_OLT_PPPOE_PASSWORD',
  recordKey: 'FIELD_OLT_RECORD_KEY',
} as const;
export type SecretName = keyof typeof secretVariables;

/** What each variable holds, for `--help` and the docs. */
export const secretHelp: Readonly<Record<SecretName, string>> = {
  password: 'password of the login',
  enablePassword: 'password for the privileged mode, where the OLT asks for another one',
  keyPassphrase: 'passphrase of the private key of --identity',
  community: 'SNMP v2c community',
  snmpUser: 'SNMP v3 user; with it v3 is spoken instead of v2c',
  snmpAuthProtocol: 'md5, sha (default), sha224, sha256, sha384 or sha512',
  snmpAuthPassword: 'SNMP v3 authentication password',
  snmpPrivProtocol: 'aes (default), des, aes256b, aes256r, or none',
  snmpPrivPassword: 'SNMP v3 privacy password',
  onuPassword: 'password of the ONU for authorize --onu-password',
  loidCheckCode: 'check code of the ONU for authorize --loid',
  pppoePassword: 'PPPoE password for provision --pppoe-user',
  recordKey: 'key for the names in recordings; the same one gives the same names, a random one otherwise',
};

/** The variable's value; an empty one counts as not set. */
export function fromEnvironment(name: SecretName): string | undefined {
  return process.env[secretVariables[name]] || undefined;
}

/** The variable's value. @throws FieldError `olt.secret_missing` naming the variable */
export function needFromEnvironment(name: SecretName): string {
  const value = fromEnvironment(name);
  if (value === undefined) throw secretMissing(name);
  return value;
}

export function secretMissing(name: SecretName) {
  return oltError('olt.secret_missing', { secret: secretHelp[name], variable: secretVariables[name] });
}

/**
 * The value a secret of an inventory points to; the variable of that name where the inventory has none.
 * @throws FieldError `cli.bad_inventory` naming file and field, `cli.not_readable`
 */
export async function readSecret(
  secret: InventorySecret | undefined,
  name: SecretName,
): Promise<string | undefined> {
  if (!secret) return fromEnvironment(name);
  const { inventory, field } = secret;
  const value =
    'file' in secret
      ? (await readTextFile(secret.file)).replace(/\r?\n$/, '')
      : (process.env[secret.env] ?? '');
  if (value !== '') return value;
  const reason = 'file' in secret ? `${secret.file} is empty` : `${secret.env} is not set`;
  throw cliError('cli.bad_inventory', { file: inventory, reason: `${field}: ${reason}` });
}
