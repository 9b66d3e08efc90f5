import type { OnuAddress, PonPortAddress } from '@field/core';
import type { NewSimulatedOnu, SimulatedOlt } from '../../../../contract/simulated-olt.ts';
import type { Arguments } from '../arguments.ts';
import type { Command, Reply, Session } from '../command.ts';
import { failure } from '../command.ts';
import { readOnuHere, readPortHere, whenQuiet, withOnlineOnu, withOnu } from './places.ts';
import { readSerial } from './serial-argument.ts';

type Identity = Pick<NewSimulatedOnu, 'authentication' | 'serialNumber' | 'password' | 'loid' | 'checkCode'>;

const maxProfile = 8192;
const onusPerPort = 128;

/** How a new ONU proves who it is: `sn-auth ...`, `password-auth ...` or `loid-auth ...`. */
function readIdentity(args: Arguments): Identity {
  switch (args.keyword('sn-auth', 'password-auth', 'loid-auth')) {
    case 'password-auth': {
      const password = args.text('password-value', 10);
      readTerm(args);
      return { authentication: 'password', password };
    }
    case 'loid-auth': {
      const loid = args.text('loid-value', 24);
      const checkCode = args.optional('checkcode-auth') ? args.text('checkcode-value', 12) : '';
      readTerm(args);
      return { authentication: 'loid', loid, checkCode };
    }
    default: {
      const serialNumber = readSerial(args);
      if (!args.optional('password-auth')) return { authentication: 'serialNumber', serialNumber };
      const password = args.text('password-value', 10);
      return { authentication: 'serialNumberAndPassword', serialNumber, password };
    }
  }
}

function readTerm(args: Arguments): void {
  if (
    args.keyword('always-on', 'once-on') === 'once-on' &&
    args.keyword('no-aging', 'aging-time') === 'aging-time'
  )
    args.number('aging-time', 1, 168);
}

function readProfile(args: Arguments, keyword: string): number {
  args.keyword(keyword);
  return args.number('profile-id', 0, maxProfile);
}

function readDescription(args: Arguments): string {
  return args.optional('desc', '-name', 'name') ? args.text('ont-description', 64) : '';
}

function missingProfile(olt: SimulatedOlt, lineProfileId: number, serviceProfileId: number): Reply {
  if (!olt.lineProfiles.has(lineProfileId)) return failure('The ont-lineprofile does not exist');
  if (!olt.serviceProfiles.has(serviceProfileId)) return failure('The profile does not exist');
  return undefined;
}

/** Why an ONU cannot be added there, or undefined. */
function obstacle(
  olt: SimulatedOlt,
  at: PonPortAddress,
  onuId: number | undefined,
  identity: Identity,
): Reply {
  if (!olt.port(at)) return failure('This board does not exist');
  if (identity.serialNumber && olt.findOnu(identity.serialNumber)) return failure('SN already exists');
  if (onuId !== undefined && olt.onu({ ...at, onuId })) return failure('The ONT ID has already existed');
  if (olt.onus(at).length >= onusPerPort) return failure('The number of ONTs has reached the upper limit');
  return undefined;
}

function freeId(olt: SimulatedOlt, at: PonPortAddress): number {
  const taken = new Set(olt.onus(at).map(({ address }) => address.onuId));
  let onuId = 0;
  while (taken.has(onuId)) onuId += 1;
  return onuId;
}

function add(args: Arguments, session: Session) {
  const { olt } = session;
  const at = readPortHere(args, session);
  const onuId = args.optionalNumber('ontid', 0, onusPerPort - 1);
  const identity = readIdentity(args);
  args.keyword('omci');
  const lineProfileId = readProfile(args, 'ont-lineprofile-id');
  const serviceProfileId = readProfile(args, 'ont-srvprofile-id');
  const description = readDescription(args);
  return () =>
    whenQuiet(
      olt,
      () =>
        obstacle(olt, at, onuId, identity) ??
        missingProfile(olt, lineProfileId, serviceProfileId) ??
        added(olt, at, onuId, { ...identity, lineProfileId, serviceProfileId, description }),
    );
}

function added(
  olt: SimulatedOlt,
  at: PonPortAddress,
  onuId: number | undefined,
  onu: Omit<NewSimulatedOnu, 'address'>,
): Reply {
  const address = { ...at, onuId: onuId ?? freeId(olt, at) };
  olt.addOnu({ ...onu, address });
  return [
    '  Number of ONTs that can be added: 1, success: 1',
    `  PortID :${address.port}, ONTID :${address.onuId}`,
  ];
}

/** `ont confirm` takes only what autofind shows. */
function confirm(args: Arguments, session: Session) {
  const { olt } = session;
  const at = readPortHere(args, session);
  const onuId = args.optional('ontid') ? args.number('ontid', 0, onusPerPort - 1) : undefined;
  const all = args.peek?.text === 'all';
  const identity = all ? undefined : readIdentity(args);
  if (all) args.keyword('all');
  if (all) args.keyword('sn-auth');
  args.keyword('omci');
  const lineProfileId = readProfile(args, 'ont-lineprofile-id');
  const serviceProfileId = readProfile(args, 'ont-srvprofile-id');
  const description = readDescription(args);
  return () =>
    whenQuiet(olt, () => {
      const found = olt
        .unauthorized(at)
        .filter((unit) => !identity?.serialNumber || unit.serialNumber === identity.serialNumber);
      const chosen = all ? found : found.slice(0, 1);
      if (chosen.length === 0) return failure('The automatically found ONTs do not exist');
      const missing = missingProfile(olt, lineProfileId, serviceProfileId);
      if (missing) return missing;
      let reply: Reply;
      for (const { serialNumber } of chosen) {
        const named = identity ?? { authentication: 'serialNumber' as const, serialNumber };
        reply =
          obstacle(olt, at, onuId, named) ??
          added(olt, at, onuId, { ...named, lineProfileId, serviceProfileId, description });
      }
      return all
        ? [`  Number of ONTs that can be added: ${chosen.length}, success: ${chosen.length}`]
        : reply;
    });
}

/** `Number of ONTs that can be ...: 1, success: 1` */
const counted = (done: string): Reply => [`  Number of ONTs that can be ${done}: 1, success: 1`];

function remove(args: Arguments, session: Session) {
  const { olt } = session;
  const address = readOnuHere(args, session);
  return () =>
    whenQuiet(olt, () =>
      withOnu(olt, address, () => {
        if (olt.flows(address).length > 0)
          return failure('This configured object has some service virtual ports');
        olt.removeOnu(address);
        return counted('deleted');
      }),
    );
}

function modify(args: Arguments, session: Session) {
  const { olt } = session;
  const address = readOnuHere(args, session);
  const what = args.keyword('desc', 'ont-lineprofile-id', 'ont-srvprofile-id');
  const description = what === 'desc' ? args.text('ont-description', 64) : '';
  const profile = what === 'desc' ? 0 : args.number('profile-id', 0, maxProfile);
  return () =>
    whenQuiet(olt, () =>
      withOnu(olt, address, (onu) => {
        if (what === 'desc') {
          olt.changeOnu(address, { description });
          return undefined;
        }
        const line = what === 'ont-lineprofile-id' ? profile : onu.lineProfileId;
        const service = what === 'ont-srvprofile-id' ? profile : onu.serviceProfileId;
        const missing = missingProfile(olt, line, service);
        if (missing) return missing;
        if (line === onu.lineProfileId && service === onu.serviceProfileId)
          return failure('Make configuration repeatedly');
        if (strandsFlow(olt, address, line))
          return failure('This configured object has some service virtual ports');
        olt.changeOnu(address, { lineProfileId: line, serviceProfileId: service });
        return undefined;
      }),
    );
}

/** Whether a flow of this ONU uses a GEM port that the line profile does not have. */
function strandsFlow(olt: SimulatedOlt, address: OnuAddress, lineProfileId: number): boolean {
  const gemPorts = new Set(olt.lineProfiles.get(lineProfileId)?.gemPorts.map(({ index }) => index));
  return olt.flows(address).some(({ gemPort }) => !gemPorts.has(gemPort));
}

function reset(args: Arguments, session: Session) {
  const { olt } = session;
  const address = readOnuHere(args, session);
  return () =>
    withOnlineOnu(olt, address, async () => {
      if (!(await session.confirm('Are you sure to reset the ONT(s)?'))) return undefined;
      olt.resetOnu(address);
      return undefined;
    });
}

function setAdmin(admin: 'active' | 'deactivated') {
  return (args: Arguments, session: Session) => {
    const { olt } = session;
    const address = readOnuHere(args, session);
    return () =>
      whenQuiet(olt, () =>
        withOnu(olt, address, (onu) => {
          if (onu.admin === admin) return failure('Make configuration repeatedly');
          olt.setOnuAdmin(address, admin);
          return undefined;
        }),
      );
  };
}

/** Adding, changing and removing ONUs. */
export const onuWriteCommands: readonly Command[] = [
  { words: 'ont add', modes: ['gpon'], completion: '<cr>|ont-type<K>', read: add },
  { words: 'ont confirm', modes: ['gpon'], completion: '<cr>|ont-type<K>', read: confirm },
  { words: 'ont delete', modes: ['gpon'], read: remove },
  { words: 'ont modify', modes: ['gpon'], read: modify },
  { words: 'ont reset', modes: ['gpon'], read: reset },
  { words: 'ont activate', modes: ['gpon'], read: setAdmin('active') },
  { words: 'ont deactivate', modes: ['gpon'], read: setAdmin('deactivated') },
];
