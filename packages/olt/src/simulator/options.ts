import { parse } from '@field/core';
import * as z from 'zod/mini';
import type { SimulatedChassis } from '../contract/simulated-chassis.ts';
import type { VendorSimulator } from '../contract/vendor-simulator.ts';
import type { SimulatedUser } from './accounts.ts';
import { capacity } from './populate.ts';
import type { TrapTarget } from './snmp/trap-sender.ts';
import type { V3User } from './snmp/usm-keys.ts';
import type { LineInterceptor } from './terminal.ts';
import { voices } from './voices.ts';

/** How a simulated OLT is set up; everything has a default. */
export interface SimulatorOptions {
  /** `huawei` (default). */
  readonly vendor?: string;
  /** `C320`; the vendor's usual one unless told. */
  readonly model?: string;
  /** The beginning of a software version the model is simulated with, `V1.2`; its usual one unless told. */
  readonly firmware?: string;
  /** ONUs in service at the start, default 256. */
  readonly onus?: number;
  /** New units that wait for authorization, default 3. */
  readonly unauthorized?: number;
  /** The same seed gives the same OLT, default 1. */
  readonly seed?: number;
  /** Default `admin`. */
  readonly username?: string;
  /** Made up at every start unless told. */
  readonly password?: string;
  /** How many sessions of that user may be open at once, default 4. */
  readonly maxLogins?: number;
  /** More users. */
  readonly users?: readonly SimulatedUser[];
  /** Public keys, in OpenSSH's form, that log any user in. */
  readonly authorizedKeys?: readonly string[];
  /** SNMP v2c community, default `public`. */
  readonly community?: string;
  /** The SNMPv3 user; keys are made up at every start unless told, SHA and AES are the default. */
  readonly v3?: Partial<V3User>;
  /** Where its traps go; none are sent unless told. */
  readonly traps?: TrapTarget;
  /** Address to listen on, default `127.0.0.1`. */
  readonly host?: string;
  /** Ports to listen on; 0 (default) takes a free one. */
  readonly ports?: { readonly ssh?: number; readonly telnet?: number; readonly snmp?: number };
  /** From the first light to an ONU's full configuration, default 50 ms. */
  readonly onlineAfterMs?: number;
  /** How long a save takes, default 60 ms. */
  readonly saveMs?: number;
  /** What the device's clock shows at the start, default now. */
  readonly startAt?: Date;
  /** The device's time zone, default -180. */
  readonly utcOffsetMinutes?: number;
  /**
   * How long a session that was cut, and not logged off, keeps its place among `maxLogins`; default 0. An MA5800 needs some eight
   * seconds to notice.
   */
  readonly lingerMs?: number;
  /** Sees every line a client enters, and may answer or ignore it in the device's place, or make something go wrong. */
  readonly onLine?: LineInterceptor;
}

const port = z._default(z.int().check(z.minimum(0), z.maximum(65_535)), 0);
const name = z.string().check(z.minLength(1), z.maxLength(64));

/** RFC 3414 asks for at least eight characters. */
const key = z.string().check(z.minLength(8), z.maxLength(64));

const Settings = z.object({
  vendor: z._default(z.enum(Object.keys(voices) as [string, ...string[]]), 'huawei'),
  model: z.optional(name),
  firmware: z.optional(name),
  onus: z._default(z.int().check(z.minimum(0)), 256),
  unauthorized: z._default(z.int().check(z.minimum(0), z.maximum(1000)), 3),
  seed: z._default(z.int().check(z.minimum(0), z.maximum(4_294_967_295)), 1),
  username: z._default(name, 'admin'),
  password: z.optional(name),
  maxLogins: z._default(z.int().check(z.minimum(1), z.maximum(20)), 4),
  community: z._default(name, 'public'),
  v3: z._default(
    z.object({
      user: z._default(name, 'field'),
      authProtocol: z._default(z.enum(['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512']), 'sha'),
      authKey: z.optional(key),
      privProtocol: z._default(z.enum(['des', 'aes']), 'aes'),
      privKey: z.optional(key),
    }),
    { user: 'field', authProtocol: 'sha', privProtocol: 'aes' },
  ),
  traps: z.optional(
    z.object({
      host: name,
      port: z.int().check(z.minimum(1), z.maximum(65_535)),
      version: z.optional(z.enum(['2c', '3'])),
      inform: z.optional(z.boolean()),
    }),
  ),
  host: z._default(name, '127.0.0.1'),
  ports: z._default(z.object({ ssh: port, telnet: port, snmp: port }), { ssh: 0, telnet: 0, snmp: 0 }),
  onlineAfterMs: z._default(z.int().check(z.minimum(0), z.maximum(600_000)), 50),
  saveMs: z._default(z.int().check(z.minimum(0), z.maximum(600_000)), 60),
  lingerMs: z._default(z.int().check(z.minimum(0), z.maximum(600_000)), 0),
  utcOffsetMinutes: z._default(z.int().check(z.minimum(-720), z.maximum(840)), -180),
});

/** Options with their defaults. */
export type SimulatorSettings = z.output<typeof Settings> &
  Pick<SimulatorOptions, 'onLine'> & {
    readonly chassis: SimulatedChassis;
    readonly users: readonly SimulatedUser[];
    readonly authorizedKeys: readonly string[];
    readonly startAt: Date;
  };

/** @throws ValidationError (`core.invalid_input`) naming the option that is wrong */
export function readOptions(options: SimulatorOptions): SimulatorSettings {
  const settings = parse(Settings, options);
  const chassis = chooseChassis(voices[settings.vendor] as VendorSimulator, settings);
  parse(z.object({ onus: z.int().check(z.maximum(capacity(chassis))) }), settings);
  const { users = [], authorizedKeys = [], startAt = new Date(), onLine } = options;
  return {
    ...settings,
    chassis,
    users,
    authorizedKeys,
    startAt,
    ...(onLine && { onLine }),
  };
}

function chooseChassis(
  { chassis }: VendorSimulator,
  { model, firmware = '' }: { model?: string | undefined; firmware?: string | undefined },
): SimulatedChassis {
  const models = chassis.filter((one) => model === undefined || sameText(one.model, model));
  const names = chassis.map((one) => one.model);
  if (models.length === 0) parse(z.object({ model: z.enum(names as [string, ...string[]]) }), { model });
  const found = models.find(({ softwareVersion }) => softwareVersion.startsWith(firmware));
  if (found) return found;
  const versions = models.map(({ softwareVersion }) => softwareVersion) as [string, ...string[]];
  parse(z.object({ firmware: z.enum(versions) }), { firmware });
  return chassis[0];
}

const sameText = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
