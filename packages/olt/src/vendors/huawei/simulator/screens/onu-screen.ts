import type { SimulatedOlt, SimulatedOnu } from '../../../../contract/simulated-olt.ts';
import { downCauseWord } from '../down-causes.ts';
import { durationText, zonedTime } from '../times.ts';
import { field, padded, rule, serialBoth } from './layout.ts';
import { noDescription } from './onu-list-screens.ts';
import { profileBlocks } from './profile-screens.ts';

const line = field(24);
/** A description goes on below at this column, so many characters a row (seen on MA5683T). */
const descriptionWidth = 32;

const authentications: Readonly<Record<SimulatedOnu['authentication'], string>> = {
  serialNumber: 'SN-auth',
  serialNumberAndPassword: 'SN-password-auth',
  password: 'Password-auth(always-on)',
  loid: 'Loid-auth(always-on)',
};

/** `display ont info 0 1 2 3` and `display ont info by-sn`. */
export function onuScreen(olt: SimulatedOlt, onu: SimulatedOnu): string[] {
  const unit = onu.run === 'online' ? onu.unit : null;
  const time = (date: Date | null) => zonedTime(date, olt.utcOffsetMinutes);
  const [firstLine = '', ...moreLines] = chunks(onu.description || noDescription, descriptionWidth);
  const online = unit && onu.lastUpAt ? durationText(olt.now().getTime() - onu.lastUpAt.getTime()) : '-';
  return [
    rule(),
    line('F/S/P', padded(onu.address)),
    line('ONT-ID', onu.address.onuId),
    line('Control flag', onu.admin),
    line('Run state', onu.run),
    line('Config state', onu.config),
    line('Match state', onu.match),
    line('ONT LLID', '-'),
    line('ONT distance(m)', unit ? unit.distanceMetres : '-'),
    line('ONT last distance(m)', onu.unit ? onu.unit.distanceMetres : '-'),
    line('ONT RTT(TQ)', '-'),
    line('Memory occupation', unit ? 44 : '-'),
    line('CPU occupation', unit ? 4 : '-'),
    line('Temperature', unit ? unit.optics.temperatureCelsius : '-'),
    line('Authentic type', authentications[onu.authentication]),
    line('SN', serialBoth(onu.serialNumber || (onu.unit?.serialNumber ?? ''))),
    line('Management mode', 'OMCI'),
    line('Software work mode', 'normal'),
    line('Multicast mode', 'IGMP-Snooping'),
    line('Description', firstLine),
    ...moreLines.map((text) => ' '.repeat(28) + text),
    line('Last down cause', downCauseWord(onu.downCause)),
    line('Last up time', time(onu.lastUpAt)),
    line('Last down time', time(onu.lastDownAt)),
    line('Last dying gasp time', time(onu.lastDyingGaspAt)),
    line('ONT online duration', online),
    line('Type D support', 'Not support'),
    line('Isolation state', 'normal'),
    line('ONT NNI type', 'auto'),
    line('ONT actual NNI type', 'auto'),
    line('Last ONT actual NNI type', 'auto'),
    line('Interoperability-mode', 'unknown'),
    line('FEC upstream state', '').trimEnd(),
    line('VS-ID', 0),
    line('VS name', 'admin-vs'),
    line('Global ONT-ID', onu.address.onuId),
    line('Fiber route', 'none'),
    ...profileBlocks(olt, onu),
  ];
}

function chunks(text: string, width: number): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += width) parts.push(text.slice(at, at + width));
  return parts;
}
