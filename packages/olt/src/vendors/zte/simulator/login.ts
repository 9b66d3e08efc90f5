import type { LoginRecord } from '../../../contract/simulated-accounts.ts';
import type { SimulatedOlt } from '../../../contract/simulated-olt.ts';
import type { TerminalIo } from '../../../contract/vendor-simulator.ts';
import { type Dialect, dialectOf } from './dialect.ts';
import { breakLine } from './pages.ts';
import { Shell } from './shell.ts';
import { wallClock } from './times.ts';

const triesPerConnection = 3;

/** A terminal from greeting to farewell. */
export async function playTerminal(olt: SimulatedOlt, io: TerminalIo): Promise<void> {
  const dialect = dialectOf(olt.chassis);
  const user = await logIn(olt, io, dialect);
  const last = user === null ? null : olt.accounts.lastLogin(user);
  // What it says to one session too many no source tells: it hangs up.
  const leave = user === null ? null : olt.accounts.enter(user, io.access, io.remoteAddress);
  if (user !== null && leave) {
    try {
      io.write(notice(olt, io, dialect, last));
      await new Shell(olt, io, dialect, user).run();
    } finally {
      leave();
    }
  }
  await io.flush();
  io.close();
}

/** Asks for name and password where the transport has not; null once the device gives up. */
async function logIn(olt: SimulatedOlt, io: TerminalIo, dialect: Dialect): Promise<string | null> {
  if (io.user !== null) return io.user;
  if (dialect.family === 'c3xx') io.write(rows(c3xxBanner(olt.chassis.model)));
  for (let tries = 0; tries < triesPerConnection; tries += 1) {
    const name = await io.readLine({ prompt: 'Username:', echo: true });
    if (name.ended !== 'enter') return null;
    if (name.text.trim() === '') continue;
    const password = await io.readLine({ prompt: 'Password:', echo: false });
    if (password.ended !== 'enter') return null;
    const user = name.text.trim();
    if (olt.accounts.check(user, password.text, io.access, io.remoteAddress) === 'accepted') return user;
    io.write(rows(['', dialect.loginRefused]));
  }
  return null;
}

const rows = (lines: readonly string[]) => lines.map((line) => `${line}\r\n`).join('');

const c3xxBanner = (model: string) => [
  '*'.repeat(73),
  `Welcome to ZXAN product ${model} of ZTE Corporation`,
  '*'.repeat(73),
];

/** What it prints after a login: a C6xx its banner, in which a login that went through speaks of failures. */
function notice(olt: SimulatedOlt, io: TerminalIo, dialect: Dialect, last: LoginRecord | null): string {
  if (dialect.family === 'c3xx') return '\r\n';
  const access = io.access.toUpperCase();
  const time = (at: Date) => wallClock(at, olt.utcOffsetMinutes);
  const lines = [
    '',
    `        ${'*'.repeat(57)}`,
    '                Welcome to TITAN series OLT of ZTE Corporation',
    `        ${'*'.repeat(57)}`,
    `Login at ${time(olt.now())} from ${io.remoteAddress} through ${access}.`,
    ...(last
      ? [
          `The last successful login was performed at ${time(last.at)} from ${last.from} through ${last.access.toUpperCase()}. Afterwards, 0 authentication failure occurred.`,
        ]
      : []),
  ];
  return rows(lines.flatMap((line) => breakLine(line, dialect.wrapAt)));
}
