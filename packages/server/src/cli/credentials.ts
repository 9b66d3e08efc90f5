import type { OltCredentials } from '../onu-jobs/olt-gateway.ts';
import type { OltRecord } from '../onu-jobs/olt-record.ts';

/**
 * The secrets an OLT's `credentials` names, out of the environment: `centro` is `FIELD_OLT_CENTRO_PASSWORD`,
 * `..._ENABLE_PASSWORD` and `..._COMMUNITY`. They belong to the tenant in `FIELD_OLT_CENTRO_TENANT`, or to the server's only one. Nobody's
 * are undefined: an administrator of another tenant could have them sent anywhere.
 */
export function credentialsFrom(
  environment: Readonly<Record<string, string | undefined>>,
  listTenants: () => Promise<readonly string[]>,
): (name: string, olt: Pick<OltRecord, 'tenantId'>) => Promise<OltCredentials | undefined> {
  return async (name, { tenantId }) => {
    const read = (what: string) => environment[`FIELD_OLT_${variableName(name)}_${what}`] || undefined;
    const owner = read('TENANT') ?? (await only(listTenants()));
    const [password, enablePassword, community] = ['PASSWORD', 'ENABLE_PASSWORD', 'COMMUNITY'].map(read);
    if (owner !== tenantId || (password === undefined && community === undefined)) return undefined;
    return {
      password,
      enablePassword,
      ...(community !== undefined && { snmp: { version: '2c', community } }),
    };
  };
}

async function only(listed: Promise<readonly string[]>): Promise<string | undefined> {
  const [one, ...others] = await listed;
  return others.length > 0 ? undefined : one;
}

/** The name of credentials as it stands in a variable: `centro-2` is `CENTRO_2`. */
export function variableName(credentials: string): string {
  return credentials.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}
