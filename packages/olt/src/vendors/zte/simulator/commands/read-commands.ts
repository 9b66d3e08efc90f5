import type { PonPortAddress } from '@field/core';
import { type Command, c3xxOnly, c6xxOnly, refuse, type Session, withOnu } from '../command.ts';
import type { Dialect } from '../dialect.ts';
import type { Values } from '../grammar.ts';
import { reading } from '../modes.ts';
import { detailScreen } from '../screens/detail-screen.ts';
import {
  baseInfoScreen,
  bySerialScreen,
  entryScreen,
  stateScreen,
  waitingScreen,
} from '../screens/list-screens.ts';
import { attenuationScreen, type PowerColumn, powerScreen } from '../screens/optical-screens.ts';
import { onuTypeScreen, tcontScreen, trafficScreen, vlanProfileScreen } from '../screens/profile-screens.ts';
import { cardScreen, systemGroupScreen } from '../screens/system-screens.ts';
import { equipmentScreen, ipHostScreen, macScreen } from '../screens/unit-screens.ts';
import { readOnu, readPon, readVport } from '../shapes.ts';

const show = (
  syntax: string,
  run: (session: Session, values: Values) => ReturnType<Command['run']>,
  only?: (dialect: Dialect) => boolean,
): Command => ({ syntax: `show ${syntax}`, modes: reading, run, ...(only && { only }) });

const later = ({ generation }: Dialect) => generation > 1;

/** The port a command names; undefined where it names none, null where there is no such port. */
function portIn({ olt, dialect }: Session, text: string | undefined): PonPortAddress | null | undefined {
  if (text === undefined) return undefined;
  const at = readPon(dialect, text);
  return at && olt.port(at) ? at : null;
}

/** The ONUs of a command's scope: of the OLT, of a port, or one of the port. */
function onusIn(session: Session, { pon, onuId }: Values) {
  const at = portIn(session, pon);
  if (at === null) return null;
  const onus = session.olt.onus(at);
  return onuId === undefined ? onus : onus.filter(({ address }) => address.onuId === Number(onuId));
}

/** What is read at `#` and below. */
export const readCommands: readonly Command[] = [
  show('card', ({ olt, dialect }) => cardScreen(olt, dialect)),
  show('system-group', ({ olt }) => systemGroupScreen(olt), c3xxOnly),
  show(
    'gpon onu uncfg [<pon>]',
    (session, { pon }) => {
      const at = portIn(session, pon);
      if (at === null) return refuse(session, 'no-interface');
      return entryScreen(session.olt.unauthorized(at), session.dialect);
    },
    c3xxOnly,
  ),
  show('pon onu uncfg', ({ olt, dialect }) => waitingScreen(olt.unauthorized(), dialect), later),
  show('gpon onu state [<pon> [<onuId>]]', (session, values) => {
    const onus = onusIn(session, values);
    return onus ? stateScreen(onus, session.dialect) : refuse(session, 'no-interface');
  }),
  show('gpon onu baseinfo <pon>', (session, values) => {
    const onus = onusIn(session, values);
    return onus ? baseInfoScreen(onus, session.olt, session.dialect) : refuse(session, 'no-interface');
  }),
  show('gpon onu by sn <serial>', ({ olt, dialect }, { serial = '' }) =>
    bySerialScreen(olt.findOnu(serial.toUpperCase()), dialect),
  ),
  show('gpon onu detail-info <onu>', (session, { onu = '' }) =>
    withOnu(session, readOnu(session.dialect, onu), (one) => detailScreen(one, session.olt, session.dialect)),
  ),
  show('pon power attenuation <onu>', (session, { onu = '' }) =>
    withOnu(session, readOnu(session.dialect, onu), attenuationScreen),
  ),
  show('pon power <column:onu-rx|onu-tx|olt-rx> <pon>', (session, values) => {
    const onus = onusIn(session, values);
    if (!onus) return refuse(session, 'no-interface');
    return powerScreen(onus, values.column as PowerColumn, session.dialect);
  }),
  show('pon power <column:onu-rx|onu-tx|olt-rx> <onu>', (session, { onu = '', column }) =>
    withOnu(session, readOnu(session.dialect, onu), (one) =>
      powerScreen([one], column as PowerColumn, session.dialect),
    ),
  ),
  show(
    'mac gpon onu <onu>',
    (session, { onu = '' }) =>
      withOnu(session, readOnu(session.dialect, onu), (one) => macScreen(one, session.dialect)),
    c3xxOnly,
  ),
  show(
    'mac interface <onu>',
    (session, { onu = '' }) =>
      withOnu(session, readOnu(session.dialect, onu), (one) => macScreen(one, session.dialect)),
    c6xxOnly,
  ),
  show(
    'mac interface <vport>',
    (session, { vport = '' }) =>
      withOnu(session, readVport(vport)?.onu, (one) => macScreen(one, session.dialect)),
    c6xxOnly,
  ),
  show('gpon remote-onu equip <onu>', (session, { onu = '' }) =>
    withOnu(session, readOnu(session.dialect, onu), (one) =>
      one.run === 'online' ? equipmentScreen(one, session.olt, session.dialect) : refuse(session, 'offline'),
    ),
  ),
  show(
    'gpon remote-onu ip-host <onu>',
    (session, { onu = '' }) =>
      withOnu(session, readOnu(session.dialect, onu), (one) =>
        one.run === 'online' ? ipHostScreen(one) : refuse(session, 'offline'),
      ),
    c3xxOnly,
  ),
  show('gpon profile tcont', ({ olt }) => tcontScreen(olt), c3xxOnly),
  show('gpon profile traffic', ({ olt }) => trafficScreen(olt), c3xxOnly),
  show('onu-type [gpon]', ({ olt }) => onuTypeScreen(olt)),
  show('gpon onu profile vlan', ({ olt }) => vlanProfileScreen(olt)),
];
