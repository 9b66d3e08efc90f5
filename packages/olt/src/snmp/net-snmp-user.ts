import { AuthProtocols, PrivProtocols, SecurityLevel, type User } from 'net-snmp';
import type { SnmpCredentials } from './snmp-credentials.ts';

/** An SNMP v3 user in the library's words. */
export function userOf(credentials: SnmpCredentials & { readonly version: '3' }): User {
  const { user: name, authProtocol, authPassword } = credentials;
  const auth = { name, authProtocol: AuthProtocols[authProtocol], authKey: authPassword };
  if (credentials.privProtocol === 'none') return { ...auth, level: SecurityLevel.authNoPriv };
  return {
    ...auth,
    level: SecurityLevel.authPriv,
    privProtocol: PrivProtocols[credentials.privProtocol],
    privKey: credentials.privPassword,
  };
}
