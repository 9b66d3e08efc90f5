import { isFieldError } from '@field/core';
import type { SnmpSession, SnmpValue } from '../../src/contract/snmp.ts';
import type { OltProfile, OltSessions, ReadOperation } from '../../src/contract/vendor-driver.ts';
import { encodeVariable } from '../../src/recording/recorded-case.ts';
import { type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { createSnmpSession } from '../../src/snmp/net-snmp-session.ts';
import { createReplaySnmp } from '../../src/testing/index.ts';
import { type Choices, createChoices } from './choices.ts';
import { findInvented } from './find-invented.ts';

type Variables = ReadonlyMap<string, SnmpValue>;

/** All that the agent of a simulated OLT holds. */
export async function walkSimulator(options: SimulatorOptions): Promise<Variables> {
  const simulator = await startSimulator({ onus: 6, unauthorized: 2, seed: 1, ...options });
  try {
    const { host, port } = simulator.snmp;
    const credentials = { version: '2c', community: simulator.community } as const;
    const snmp = createSnmpSession({ host, port, credentials, budget: 'full' });
    const values = new Map<string, SnmpValue>();
    for await (const [oid, value] of snmp.walk('1.3.6.1')) values.set(oid, value);
    await snmp.close();
    return values;
  } finally {
    await simulator.close();
  }
}

const bytes = (...octets: readonly number[]) => Uint8Array.from(octets);
/** Wrong types, negative and huge numbers, octets that are too short, too long or no text. */
const strange: readonly SnmpValue[] = [
  ...[0, -1, 1, 255, 256, 65_535, -2_147_483_648, 2_147_483_647, 4_294_967_295, Number.MAX_SAFE_INTEGER],
  ...[0n, 2n ** 63n, 2n ** 64n - 1n],
  ...['', '1.3.6.1', '0.0', '255.255.255.255', 'noSuchInstance'],
  ...[
    bytes(),
    bytes(0),
    bytes(255, 254),
    bytes(0x48, 0x57),
    bytes(0x48, 0x57, 0x54, 0x43, 0x12),
    bytes(7, 0xea, 13, 40, 25, 61, 61, 99),
  ],
  new Uint8Array(5_000).fill(0xc3),
];

function mutate(variables: Variables, random: Choices): Variables {
  const entries = [...variables];
  for (let times = 1 + random.below(12); times > 0; times -= 1) {
    const at = random.below(entries.length);
    const [oid, value] = entries[at] ?? ['1', 0];
    const [other] = random.pick(entries);
    switch (random.below(6)) {
      case 0:
        entries.splice(at, 1 + random.below(5));
        break;
      case 1:
        entries[at] = [`${oid}.${random.pick([0, 1, 4_294_967_295])}`, value];
        break;
      case 2:
        entries[at] = [oid.replace(/\.\d+$/, `.${random.pick([0, 1, 127, 4_294_967_295])}`), value];
        break;
      case 3:
        entries[at] = [oid, variables.get(other) ?? 0];
        break;
      default:
        entries[at] = [oid, random.pick(strange)];
    }
  }
  return new Map(entries);
}

/** Reads a profile's tables from mutated variables: rows whose texts stand in them and whose numbers are numbers, or an error of ours. */
export async function fuzzSnmp(
  profile: OltProfile,
  variables: Variables,
  seed: number,
  runs: number,
): Promise<{ readonly rows: number; readonly errors: number; readonly wrong: readonly string[] }> {
  const ways = Object.entries(profile.reads).flatMap(([name, operations]) =>
    (operations as readonly ReadOperation<never>[])
      .filter(({ needs }) => needs.length === 1 && needs[0] === 'snmp')
      .map((way) => ({ name, way })),
  );
  const outcome = { rows: 0, errors: 0, wrong: [] as string[] };
  for (let current = seed; current < seed + runs; current += 1) {
    const random = createChoices(current);
    const { name, way } = random.pick(ways);
    const mutated = mutate(variables, random);
    const snmp = createReplaySnmp([...mutated].map(([oid, value]) => encodeVariable(oid, value)));
    try {
      const result = await way.read(sessions(snmp), request(random) as never);
      const text = [...mutated].map(([oid, value]) => `${oid} ${spell(value)}`).join('\n');
      const invented = findInvented([result], text, '', isOurs);
      if (invented === null) outcome.rows += 1;
      else outcome.wrong.push(`seed ${current}: ${profile.name} ${name}: ${invented}`);
    } catch (error) {
      if (isFieldError(error) && error.code.startsWith('olt.')) outcome.errors += 1;
      else outcome.wrong.push(`seed ${current}: ${profile.name} ${name}: ${String(error)}`);
    }
  }
  return outcome;
}

/**
 * A number is scaled and put together from others: only that it is one is held against it. A cause is our word for a number, and we say
 * when we measured.
 */
const isOurs = (field: string, value: unknown) =>
  (typeof value === 'number' && Number.isFinite(value)) ||
  field === 'downCauseText' ||
  field === 'measuredAt';

function request(random: Choices) {
  const place = { shelf: random.below(2), slot: 1 + random.below(3), port: random.below(3) };
  return {
    ...(random.below(2) === 0 && { at: place }),
    address: { ...place, onuId: random.below(4) },
    serialNumber: random.pick(['HWTC12345678', 'ZTEG00000001']),
  };
}

function sessions(snmp: SnmpSession): OltSessions {
  return { cli: undefined as never, snmp, signal: undefined, progress: () => {} };
}

/** Octets as text, UTF-8 or one letter each, as hexadecimal digits and, for those of a time, as numbers (RFC 2579, DateAndTime). */
function spell(value: SnmpValue): string {
  if (!(value instanceof Uint8Array)) return String(value);
  const short = value.slice(0, 6_000);
  const [century = 0, year = 0, ...rest] = short;
  const time = short.length === 8 || short.length === 11 ? [century * 256 + year, ...rest].join(' ') : '';
  return `${new TextDecoder().decode(short)} ${Buffer.from(short).toString('latin1')} ${Buffer.from(short).toString('hex').toUpperCase()} ${time}`;
}
