import type { Olt, OltTranscriptEvent, SnmpCredentials, WriteLock } from '@field/olt';
import { connectOlt } from '@field/olt';
import type { OltRecord } from './olt-record.ts';
import { onuError } from './onu-errors.ts';

/** What jobs need of a connected OLT. */
export type OltSession = Pick<
  Olt,
  | 'listUnauthorizedOnus'
  | 'readOnu'
  | 'findOnu'
  | 'readOnuSignal'
  | 'plan'
  | 'apply'
  | 'write'
  | 'readBack'
  | 'save'
  | 'close'
>;

/** The way to the OLTs. */
export interface OltGateway {
  /**
   * Connects and logs in; who asks closes it. A `read-only` session lets no write leave the process.
   * @param onTranscript what is said, secrets removed
   * @throws FieldError of `@field/olt`, `server.olt_credentials_missing`
   */
  connect(
    olt: OltRecord,
    access: 'read-only' | 'write',
    signal: AbortSignal,
    onTranscript?: (event: OltTranscriptEvent) => void,
  ): Promise<OltSession>;
}

/** The secrets of one OLT. */
export interface OltCredentials {
  readonly password?: string | undefined;
  /** A private key in OpenSSH or PEM form, with its passphrase. */
  readonly privateKey?: { readonly key: string; readonly passphrase?: string };
  readonly enablePassword?: string | undefined;
  /** Community or v3 user, for OLTs that also have an SNMP target. */
  readonly snmp?: SnmpCredentials;
}

export interface OltGatewayOptions {
  /**
   * Finds the secrets an OLT's `credentials` names; the database never holds them. An administrator of a tenant chooses both the name and
   * the address the secrets are sent to: where several tenants share a server, give out only what belongs to `olt.tenantId`.
   */
  readonly credentials: (
    name: string,
    olt: OltRecord,
  ) => OltCredentials | undefined | Promise<OltCredentials | undefined>;
  /** Also speaks SSH algorithms no longer considered safe, for old OLTs. Default false. */
  readonly legacyAlgorithms?: boolean;
  /** One writer per OLT: the lock of this process unless told; `createPostgresLock` where several servers reach the same OLTs. */
  readonly lock?: WriteLock;
}

/**
 * Reaches OLTs through `@field/olt`.
 *
 * @example
 * const snmp = { version: '2c', community } as const;
 * const olts = createOltGateway({ credentials: () => ({ password: process.env.OLT_PASSWORD, snmp }) });
 */
export function createOltGateway(options: OltGatewayOptions): OltGateway {
  const { credentials, legacyAlgorithms = false, lock } = options;
  return {
    async connect(olt, access, signal, onTranscript) {
      const secrets = await credentials(olt.credentials, olt);
      if (!secrets) throw onuError('server.olt_credentials_missing', { credentials: olt.credentials });
      const { snmp, password, privateKey, enablePassword } = secrets;
      const agent = olt.target.startsWith('snmp:') ? olt.target : olt.snmpTarget;
      return connectOlt({
        ...(password !== undefined && { password }),
        ...(privateKey && { privateKey }),
        ...(enablePassword !== undefined && { enablePassword }),
        target: olt.target,
        access,
        signal,
        legacyAlgorithms,
        ...(lock && { lock }),
        ...(onTranscript && { onTranscript }),
        ...(olt.vendor !== null && { vendor: olt.vendor }),
        ...(olt.hostKeys.length > 0 && { hostKeys: { fingerprints: olt.hostKeys } }),
        ...(snmp && agent !== null && { snmp: { ...snmp, target: agent } }),
      });
    },
  };
}
