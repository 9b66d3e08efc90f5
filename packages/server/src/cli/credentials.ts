import type { OltCredentials } from '../onu-jobs/olt-gateway.ts';

/**
 * The secrets an OLT's `credentials` names, out of the environment: `centro` is `FIELD_OLT_CENTRO_PASSWORD`,
 * `..._ENABLE_PASSWORD` and `..._COMMUNITY`. Undefined where there is none.
 */
export function credentialsFrom(
  environment: Readonly<Record<string, string | undefined>>,
): (name: string) => OltCredentials | undefined {
  return (name) => {
    const read = (what: string) => environment[`FIELD_OLT_${variableName(name)}_${what}`] || undefined;
    const [password, enablePassword, community] = ['PASSWORD', 'ENABLE_PASSWORD', 'COMMUNITY'].map(read);
    if (password === undefined && community === undefined) return undefined;
    return {
      password,
      enablePassword,
      ...(community !== undefined && { snmp: { version: '2c', community } }),
    };
  };
}

/** The name of credentials as it stands in a variable: `centro-2` is `CENTRO_2`. */
export function variableName(credentials: string): string {
  return credentials.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}
