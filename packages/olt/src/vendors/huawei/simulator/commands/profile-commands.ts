import type { SimulatedOnu } from '../../../../contract/simulated-olt.ts';
import type { Command, Session } from '../command.ts';
import { failure } from '../command.ts';
import { privileged } from '../modes.ts';
import { profileListScreen } from '../screens/profile-screens.ts';

function count(
  session: Session,
  key: 'lineProfileId' | 'serviceProfileId',
): Map<SimulatedOnu[typeof key], number> {
  const counts = new Map<number, number>();
  for (const onu of session.olt.onus()) counts.set(onu[key], (counts.get(onu[key]) ?? 0) + 1);
  return counts;
}

function list(
  words: string,
  profilesOf: (session: Session) => ReadonlyMap<number, { readonly id: number; readonly name: string }>,
  key: 'lineProfileId' | 'serviceProfileId',
  ruleLength: number,
): Command {
  return {
    words,
    modes: privileged,
    read: (args, session) => {
      args.keyword('all');
      return () => {
        const bindings = count(session, key);
        const profiles = [...profilesOf(session).values()].sort((a, b) => a.id - b.id);
        return profileListScreen(
          profiles.map(({ id, name }) => ({ id, name, bindings: bindings.get(id) ?? 0 })),
          ruleLength,
        );
      };
    },
  };
}

/** Line and service profiles: their lists, and the views in which they are edited. */
export const profileCommands: readonly Command[] = [
  list('display ont-lineprofile gpon', ({ olt }) => olt.lineProfiles, 'lineProfileId', 78),
  list('display ont-srvprofile gpon', ({ olt }) => olt.serviceProfiles, 'serviceProfileId', 77),
  view('ont-lineprofile gpon', 'lineprofile', ({ olt }) => olt.lineProfiles),
  view('ont-srvprofile gpon', 'srvprofile', ({ olt }) => olt.serviceProfiles),
  { words: 'commit', modes: ['lineprofile', 'srvprofile'], read: () => () => undefined },
];

function view(
  words: string,
  mode: 'lineprofile' | 'srvprofile',
  profilesOf: (session: Session) => ReadonlyMap<number, unknown>,
): Command {
  return {
    words,
    modes: ['config'],
    read: (args, session) => {
      args.keyword('profile-id');
      const id = args.number('profile-id', 0, 8192);
      return () => {
        if (!profilesOf(session).has(id)) return failure('The profile does not exist');
        session.enter({ mode, argument: String(id) });
        return undefined;
      };
    },
  };
}
