import type { SimulatedOlt, SimulatedOnu, SimulatedUnit } from '../../../../contract/simulated-olt.ts';
import type { Dialect } from '../dialect.ts';
import { phaseOf } from '../phase.ts';
import { rowOf, rule } from './layout.ts';

/** The place without what is before it: `1/2/1:5`. */
const bare = (name: string) => name.replace(/^.*[_-](?=\d)/, '');

/** `show gpon onu state`: the columns are other ones in each generation. */
export function stateScreen(onus: readonly SimulatedOnu[], dialect: Dialect): string[] {
  if (onus.length === 0) return [dialect.nothing];
  const working = onus.filter((onu) => phaseOf(onu) === 'working').length;
  return [...stateTable(onus, dialect), `ONU Number: ${working}/${onus.length}     `];
}

function stateTable(onus: readonly SimulatedOnu[], { family, generation, onuName }: Dialect): string[] {
  const cells = (onu: SimulatedOnu) => {
    const phase = phaseOf(onu);
    const up = phase === 'working' || phase === 'syncMib';
    const word = (on: boolean) => (on ? 'enable' : 'disable');
    return { phase, admin: word(onu.admin === 'active'), omcc: word(up), o7: up ? 'operation' : 'unknown' };
  };
  if (generation === 1)
    return [
      'OnuIndex               Admin State  OMCC State   O7 State     Phase State',
      rule(76),
      ...onus.map((onu) => {
        const { phase, admin, omcc, o7 } = cells(onu);
        return rowOf([onuName(onu.address), 23], [admin, 13], [omcc, 13], [o7, 13], [phase]);
      }),
    ];
  const [header, length, width, last] =
    family === 'c3xx'
      ? (['OnuIndex   Admin State  OMCC State  Phase State  Channel', 62, 12, '1(GPON)'] as const)
      : (['OnuIndex     Admin state  OMCC state  Phase state  Speed mode', 65, 13, 'GPON'] as const);
  return [
    header,
    rule(length),
    ...onus.map((onu) => {
      const { phase, admin, omcc } = cells(onu);
      return rowOf([bare(onuName(onu.address)), width], [admin, 13], [omcc, 12], [phase, 13], [last]);
    }),
  ];
}

const typeWidth = 12;

/** `show gpon onu baseinfo`; a long type goes on in the row below. */
export function baseInfoScreen(onus: readonly SimulatedOnu[], olt: SimulatedOlt, dialect: Dialect): string[] {
  if (onus.length === 0) return [dialect.nothing];
  return [
    'OnuIndex                Type        Mode    AuthInfo            State',
    rule(76),
    ...onus.flatMap((onu) => {
      const type = olt.serviceProfiles.get(onu.serviceProfileId)?.name ?? '';
      const [start, rest] = [type.slice(0, typeWidth - 1), type.slice(typeWidth - 1)];
      const row = rowOf(
        ...([
          [dialect.onuName(onu.address), 24],
          [start, typeWidth],
          ['sn', 8],
        ] as const),
        ...([[`SN:${onu.serialNumber}`, 20], ['ready']] as const),
      );
      return rest === '' ? [row] : [row, `${' '.repeat(24)}${rest}`];
    }),
  ];
}

/** `show gpon onu uncfg`: behind the port stands the entry of the discovery, which is no ONU id. */
export function entryScreen(units: readonly SimulatedUnit[], dialect: Dialect): string[] {
  if (units.length === 0) return [dialect.nothing];
  const entries = new Map<string, number>();
  return [
    'OnuIndex                 Sn                  State',
    rule(69),
    ...units.map(({ at, serialNumber }) => {
      const port = dialect.ponName(at);
      const entry = (entries.get(port) ?? 0) + 1;
      entries.set(port, entry);
      return rowOf([dialect.onuName({ ...at, onuId: entry }), 25], [serialNumber, 20], ['unknown']);
    }),
  ];
}

/** `show pon onu uncfg`; whether passwords are shown is configured. */
export function waitingScreen(units: readonly SimulatedUnit[], dialect: Dialect): string[] {
  if (units.length === 0) return [dialect.nothing];
  const passwords = dialect.family === 'c6xx' || dialect.quotes;
  const row = (place: string, { model, serialNumber, password }: SimulatedUnit) =>
    passwords
      ? rowOf([place, 20], [model || 'N/A', 21], [serialNumber, 19], [password || 'N/A'])
      : rowOf([place, 20], [model || 'N/A', 25], [serialNumber]);
  const header = passwords
    ? rowOf(['OltIndex', 20], ['Model', 21], ['SN', 19], ['PW'])
    : rowOf(['OltIndex', 20], ['Model', 25], ['SN', 23]);
  return [header, rule(passwords ? 71 : 73), ...units.map((unit) => row(dialect.ponName(unit.at), unit))];
}

/** `show gpon onu by sn` */
export function bySerialScreen(onu: SimulatedOnu | null, dialect: Dialect): string[] {
  return onu ? ['SearchResult', rule(17), dialect.onuName(onu.address)] : [dialect.nothing];
}
