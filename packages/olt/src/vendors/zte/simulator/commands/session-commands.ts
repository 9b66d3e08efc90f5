import type { Command, Session } from '../command.ts';
import { config, exec, inside, type Mode, reading } from '../modes.ts';

const exitQuestion = 'The configuration is changed,confirm to logout without saving? [yes/no]:';

async function logOut(session: Session): Promise<undefined> {
  const { olt, dialect } = session;
  if (dialect.asks && olt.unsaved && !(await session.confirm(exitQuestion))) return undefined;
  session.hangUp();
}

const go = (syntax: string, modes: readonly Mode[], view: typeof exec): Command => ({
  syntax,
  modes,
  run(session) {
    session.go(view);
    return undefined;
  },
});

/** What moves a session and ends it. */
export const sessionCommands: readonly Command[] = [
  go('enable', ['user'], exec),
  go('disable', ['exec'], { mode: 'user', name: '' }),
  {
    syntax: 'configure terminal',
    modes: ['exec'],
    run(session) {
      session.go(config);
      return ['Enter configuration commands, one per line.  End with CTRL/Z.'];
    },
  },
  go('exit', ['config'], exec),
  go('exit', inside, config),
  go('!', inside, config),
  go('end', ['config', ...inside], exec),
  { syntax: '!', modes: ['exec', 'config'], run: () => undefined },
  { syntax: 'exit', modes: ['user', 'exec'], run: logOut },
  {
    syntax: 'terminal length <length>',
    modes: ['exec'],
    run({ pages }, { length }) {
      pages.length = Number(length);
      return undefined;
    },
  },
  {
    syntax: 'write',
    modes: ['exec'],
    async run({ olt }) {
      await olt.save();
      return ['...[OK]'];
    },
  },
  {
    syntax: 'show clock',
    modes: reading,
    run: ({ olt }) => [olt.now().toUTCString()],
  },
];
