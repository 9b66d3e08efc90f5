import type { SimulatedOlt, SimulatedOnu } from '../../../../contract/simulated-olt.ts';
import type { Dialect } from '../dialect.ts';
import { nameOf, ownName } from '../onu-lines.ts';
import { causeWords, phaseOf } from '../phase.ts';
import { duration, stamp } from '../times.ts';
import { labelled, rule } from './layout.ts';

const records = 10;

/** `show gpon onu detail-info`: labels differ between releases, the ten records do not. */
export function detailScreen(onu: SimulatedOnu, olt: SimulatedOlt, dialect: Dialect): string[] {
  const values = { 'ONU interface': dialect.onuName(onu.address), ...valuesOf(onu, olt, dialect) };
  const [first, ...rest] = labelled(21, Object.entries(values));
  return [
    // The first value stands two columns further, where no other stands.
    (first ?? '').replace(/:\s+/, ':         '),
    ...rest.map((line) => `  ${line}`),
    rule(42),
    '       Authpass Time          OfflineTime             Cause',
    ...Array.from({ length: records }, (_, index) => historyRow(onu, index, olt, dialect)),
  ];
}

function valuesOf(onu: SimulatedOnu, olt: SimulatedOlt, dialect: Dialect): Readonly<Record<string, string>> {
  const { family, generation, masks } = dialect;
  const online = onu.run === 'online';
  const shown = (text: string) => (masks ? '********' : text);
  const common = {
    Name: shown(nameOf(onu)),
    Type: olt.serviceProfiles.get(onu.serviceProfileId)?.name ?? '',
  };
  const state = {
    'Admin state': onu.admin === 'active' ? 'enable' : 'disable',
    'Phase state': phaseOf(onu),
  };
  const identity = {
    'Authentication mode': 'sn',
    'SN Bind': 'enable with SN check',
    'Serial number': onu.serialNumber,
    Password: '',
  };
  const mode = { 'Vport mode': 'gemport', 'DBA Mode': 'Hybrid', 'ONU Status': 'enable' };
  const measured = {
    'ONU Distance': onu.unit ? `${onu.unit.distanceMetres}m` : 'N/A',
    'Online Duration':
      online && onu.lastUpAt ? duration(olt.now().getTime() - onu.lastUpAt.getTime()) : 'N/A',
    FEC: 'none',
  };
  const profiles = { 'Line Profile': 'N/A', 'Service Profile': 'N/A' };
  if (generation === 1)
    return {
      ...common,
      ...{ State: 'ready', ...state, ...identity, 'Device ID': '' },
      ...{ Description: onu.description, ...mode, 'OMCI BW Profile': 'enable', ...profiles },
      ...{ 'Alarm Profile': 'N/A', 'Performance Profile': 'N/A' },
      ...measured,
    };
  const channel =
    family === 'c3xx'
      ? { State: 'ready', 'Configured channel': 'auto', 'Current channel': online ? '1(GPON)' : 'N/A' }
      : { 'Configured speed mode': 'auto', 'Current speed mode': online ? 'GPON' : 'N/A' };
  return {
    ...common,
    ...channel,
    ...{ ...state, 'Config state': onu.config === 'normal' ? 'success' : 'initial', ...identity },
    ...{ Description: shown(onu.description || ownName(onu.address)), ...mode, 'OMCI BW Profile': '' },
    ...profiles,
    ...measured,
    ...{ 'FEC actual mode': 'N/A', '1PPS+ToD': 'disable', 'Auto replace': 'disable' },
    ...{ 'Multicast encryption': 'disable', 'Multicast encryption current state': 'N/A' },
    ...(family === 'c6xx' && { Splitter: 'N/A', 'OMCC Encrypt': 'disable' }),
  };
}

function historyRow(onu: SimulatedOnu, index: number, olt: SimulatedOlt, { generation }: Dialect): string {
  const period = onu.history[index];
  const time = (date: Date | null) => stamp(date, olt.utcOffsetMinutes);
  const cause = period?.cause ? causeWords[period.cause] : '';
  const number = `${index + 1}`.padStart(4);
  const row = `${number}   ${time(period?.upAt ?? null)}    ${time(period?.downAt ?? null)}`;
  if (generation === 1) return `${row}     ${cause.padEnd(9)}`;
  return cause === '' ? row : `${row}     ${cause}`;
}
