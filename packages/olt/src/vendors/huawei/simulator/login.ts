import type { SimulatedOlt } from '../../../contract/simulated-olt.ts';
import type { TerminalIo } from '../../../contract/vendor-simulator.ts';
import { Shell } from './shell.ts';
import { offsetText, wallTime, zonedTime } from './times.ts';

const rule = `  ${'-'.repeat(77)}`;
const triesPerConnection = 3;

/** A terminal from greeting to farewell. */
export async function playTerminal(olt: SimulatedOlt, io: TerminalIo): Promise<void> {
  const user = io.user ?? (await logIn(olt, io));
  if (user === null) {
    await io.flush();
    io.close();
    return;
  }
  const lastLogin = olt.accounts.lastLogin(user);
  const leave = olt.accounts.enter(user, io.access, io.remoteAddress);
  if (!leave) {
    io.write('\r\n  Reenter times have reached the upper limit.\r\n');
  } else {
    try {
      io.write(greeting(olt, lastLogin).join('\r\n'));
      await new Shell(olt, io, user).run(passwordNotice);
    } finally {
      leave();
    }
  }
  await io.flush();
  io.close();
}

/** Printed after the first prompt of a user whose password somebody else has set, at every login. */
const passwordNotice =
  '  Warning: The user password is set by other administrator or NMS, it is\r\nrecommended to change the password.\r\n';

/** Asks for name and password; null once the device gives up. */
async function logIn(olt: SimulatedOlt, io: TerminalIo): Promise<string | null> {
  io.write('\r\n');
  for (let tries = 0; tries < triesPerConnection; tries++) {
    const name = await io.readLine({ prompt: '\r\n>>User name:', echo: true });
    if (name.ended !== 'enter') return null;
    if (name.text.trim() === '') continue;
    const password = await io.readLine({ prompt: '>>User password:', echo: false });
    if (password.ended !== 'enter') return null;
    const verdict = olt.accounts.check(name.text.trim(), password.text, io.access, io.remoteAddress);
    if (verdict === 'accepted') return name.text.trim();
    io.write(
      verdict === 'locked'
        ? '\r\n  This user has been locked. Please ask an administrator to unlock it for you.\r\n'
        : '\r\n  Username or password invalid.\r\n',
    );
  }
  return null;
}

function greeting(olt: SimulatedOlt, last: ReturnType<SimulatedOlt['accounts']['lastLogin']>): string[] {
  const time = (date: Date | null) => zonedTime(date, olt.utcOffsetMinutes);
  const lines = [
    '',
    '',
    `  Huawei Integrated Access Software (${olt.chassis.model.replace(/-.*/, '')}).`,
    '  Copyright(C) Huawei Technologies Co., Ltd. 2002-2023. All rights reserved.',
    '',
  ];
  if (last)
    lines.push(
      rule,
      '  User last login information:',
      rule,
      `  Access Type : ${last.access}`,
      `  IP-Address  : ${last.from}`,
      `  Login  Time : ${time(last.at)}`,
      `  Logout Time : ${time(last.leftAt)}`,
      rule,
    );
  const failed = olt.accounts.failedLogins();
  if (failed.length > 0)
    lines.push(
      rule,
      '  All user fail login information:',
      rule,
      '  Access Type IP-Address           Time                          Login Times',
      rule,
      ...failed.map(
        ({ access, from, at, times }) =>
          `  ${access.padEnd(11)} ${from.padEnd(20)} ${wallTime(at, olt.utcOffsetMinutes)}${offsetText(
            olt.utcOffsetMinutes,
          )} ${String(times).padStart(15)}`,
      ),
      rule,
    );
  lines.push('');
  return lines;
}
