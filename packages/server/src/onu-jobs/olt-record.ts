import * as z from 'zod/mini';

const vlan = z.int().check(z.gte(1), z.lte(4094));
const profileNumber = z.int().check(z.gte(0), z.lte(65_535));
const name = z.string().check(z.minLength(1), z.maxLength(128));

/** What an authorized ONU gets: the OLT's profiles and, where the OLT needs it told, the service flow. */
export const OnuProfile = z.object({
  /** The provider's own name for it: `residential`. Contracts name one; an OLT with a single profile needs none named. */
  name,
  lineProfileId: profileNumber,
  serviceProfileId: profileNumber,
  /** The flow to provision after authorizing; left out where the line profile already carries the service. */
  service: z.optional(
    z.object({
      vlan,
      userVlan: z.optional(vlan),
      gemPort: z.int().check(z.gte(0), z.lte(4095)),
      /** Ethernet ports of the ONU that get `vlan` untagged. */
      nativeVlanPorts: z.optional(z.array(z.int().check(z.gte(1), z.lte(32)))),
    }),
  ),
});
export type OnuProfile = z.infer<typeof OnuProfile>;

/** An OLT of a tenant as it is configured; never its password. */
export interface OltRecord {
  readonly tenantId: string;
  readonly id: string;
  readonly name: string;
  /** Null: found out on connecting. */
  readonly vendor: string | null;
  /** `ssh://user@host:port` or `telnet://user@host:port`. */
  readonly target: string;
  /** `snmp://host:port`, beside the CLI. */
  readonly snmpTarget: string | null;
  /** Accepted SSH host keys as `SHA256:...`. */
  readonly hostKeys: readonly string[];
  /** The name under which the gateway finds password and community. */
  readonly credentials: string;
  readonly profiles: readonly OnuProfile[];
}
