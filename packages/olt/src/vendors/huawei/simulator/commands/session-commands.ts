import type { Command, Session } from '../command.ts';
import { failure } from '../command.ts';
import { type Mode, privileged } from '../modes.ts';
import { usualPageLength } from '../pages.ts';
import { readSlashed, whenQuiet } from './places.ts';

const nothing = undefined;

/** A command of fixed words that only changes the session. */
function setting(words: string, modes: readonly Mode[], apply: (session: Session) => void): Command {
  return {
    words,
    modes,
    read: (_args, session) => () => {
      apply(session);
      return nothing;
    },
  };
}

const preparing: readonly Mode[] = ['user', ...privileged];

async function logOut(session: Session): Promise<undefined> {
  const unsaved = session.olt.unsaved
    ? 'Check whether system data has been changed. Please save data before logout.'
    : '';
  const question = [unsaved, 'Are you sure to log out?'].filter(Boolean).join('\r\n  ');
  if (!(await session.confirm(question, { always: true }))) return nothing;
  await session.print(['', '  Configuration console exit, please retry to log on', '']);
  session.hangUp();
  return nothing;
}

/** Views, paging, questions, alarms, saving. */
export const sessionCommands: readonly Command[] = [
  setting('enable', ['user'], (session) => session.enter({ mode: 'privilege', argument: '' })),
  setting('disable', ['privilege'], (session) => session.leave()),
  {
    words: 'config',
    modes: ['privilege'],
    read: (_args, session) => () => {
      if (session.olt.accounts.level(session.user) === 'common') return failure('insufficient privilege');
      session.enter({ mode: 'config', argument: '' });
      return nothing;
    },
  },
  setting('diagnose', ['privilege', 'config'], (session) =>
    session.enter({ mode: 'diagnose', argument: '' }),
  ),
  {
    words: 'interface gpon',
    modes: ['config'],
    read: (args, session) => {
      const [shelf, slot] = readSlashed(args, session, 2, 2);
      return () => {
        if (!session.olt.ports.some(({ at }) => at.shelf === shelf && at.slot === slot))
          return failure('This board does not exist');
        session.enter({ mode: 'gpon', argument: `${shelf}/${slot}` });
        return nothing;
      };
    },
  },
  { words: 'quit', modes: ['user', 'privilege'], read: (_args, session) => () => logOut(session) },
  setting('quit', ['config', 'gpon', 'lineprofile', 'srvprofile', 'diagnose'], (session) => session.leave()),
  setting('return', ['config', 'gpon', 'lineprofile', 'srvprofile', 'diagnose'], (session) =>
    session.returnToPrivilege(),
  ),
  setting('smart', preparing, ({ settings }) => {
    settings.smart = true;
  }),
  setting('undo smart', preparing, ({ settings }) => {
    settings.smart = false;
  }),
  setting('interactive', privileged, ({ settings }) => {
    settings.interactive = true;
  }),
  setting('undo interactive', privileged, ({ settings }) => {
    settings.interactive = false;
  }),
  {
    words: 'scroll',
    modes: privileged,
    completion: '<cr>|number<U><10,512>',
    read: (args, { settings }) => {
      const rows = args.optionalNumber('number', 10, 512);
      return () => {
        settings.pages.length = rows ?? null;
        return nothing;
      };
    },
  },
  setting('undo scroll', privileged, ({ settings }) => {
    settings.pages.length = usualPageLength;
  }),
  {
    words: 'infoswitch cli',
    modes: privileged,
    read: (args, { settings }) => {
      const state = args.keyword('OFF', 'ON');
      return () => {
        settings.alarms = state === 'ON';
        return nothing;
      };
    },
  },
  setting('undo alarm output all', ['config'], ({ settings }) => {
    settings.alarms = false;
  }),
  setting('undo terminal monitor', ['config'], ({ settings }) => {
    settings.alarms = false;
  }),
  {
    words: 'idle-timeout',
    modes: preparing,
    read: (args, { settings }) => {
      const minutes = args.number('time', 1, 255);
      return () => {
        settings.idleMinutes = minutes;
        return nothing;
      };
    },
  },
  setting('undo idle-timeout', preparing, ({ settings }) => {
    settings.idleMinutes = null;
  }),
  {
    words: 'mmi-mode',
    modes: ['config'],
    read: (args, { settings }) => {
      const form = args.keyword('enable', 'disable', 'original-output');
      return () => {
        settings.machine = form !== 'disable';
        settings.pages.length = settings.machine ? null : usualPageLength;
        return nothing;
      };
    },
  },
  {
    words: 'save',
    modes: privileged,
    completion: '<cr>|configuration<K>|data<K>',
    read: (args, { olt }) => {
      args.optional('configuration', 'data');
      return () =>
        whenQuiet(olt, () => {
          // The console is free again at once; progress and end are announced to every terminal.
          void olt.save();
          return ['  It will take several minutes to save configuration file, please wait...'];
        });
    },
  },
  {
    words: 'sysname',
    modes: ['config'],
    read: (args, { olt }) => {
      const name = args.text('sysname', 50);
      return () => {
        olt.hostname = name;
        olt.touch();
        return nothing;
      };
    },
  },
];
