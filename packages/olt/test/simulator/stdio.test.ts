import { createRequire } from 'node:module';
import { afterEach, describe, expect, test } from 'vitest';
import { simulatorProgram } from '../rigs/simulator-program.ts';
import { missingSshd, startSshd } from '../rigs/sshd.ts';
import { missingTelnetd, startTelnetd } from '../rigs/telnetd.ts';
import { atConsole, overSsh, overTelnet, type Typist } from './typist.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

const program = async (password?: string) => {
  const made = await simulatorProgram({ onus: 40, unauthorized: 1, ...(password && { password }) });
  cleanUp.push(made.remove);
  return made.path;
};

/** A walk through paging, echo and log-out, which a terminal driver in between could disturb; what was said at the end. */
async function walk(typist: Typist): Promise<string> {
  await typist.until(/change the password\.\r+\n\r+\nOLT01>$/);
  typist.type('enable\r');
  await typist.until(/enable\r+\n\r+\nOLT01#$/);
  typist.type('display ont info 0 1 0 all\r');
  await typist.until(/\{ <cr>\|\|<K> \}:$/);
  typist.type('\r');
  const page = await typist.until(/---- More \( Press 'Q' to break \) ----$/);
  expect(page).toContain('0/ 1/0    0  ');
  typist.type('q');
  // Nothing but the device echoes: a second echo by the terminal driver would show the q.
  await typist.until(/^\x1b\[37D {37}\x1b\[37D\r+\nOLT01#$/);
  typist.type('quit\r');
  await typist.until(/\(y\/n\)\[n\]:$/);
  typist.type('y\r');
  return typist.hungUp();
}

const noTsx = (() => {
  try {
    createRequire(import.meta.url).resolve('tsx');
    return null;
  } catch {
    return 'tsx is not installed';
  }
})();

describe('as the login program of a server nobody here wrote', () => {
  test('telnetd', async (context) => {
    const missing = missingTelnetd() ?? noTsx;
    context.skip(missing !== null, missing ?? '');
    const telnetd = await startTelnetd({ loginProgram: await program('Right.1') });
    cleanUp.push(telnetd.stop);
    const typist = overTelnet({ telnet: telnetd }, { negotiates: true });
    await typist.until(/>>User name:$/);
    typist.type('admin\r');
    await typist.until(/>>User password:$/);
    typist.type('Right.1\r');
    // It hangs up as soon as its program has ended, and not always after what that said last.
    await walk(typist);
    expect(typist.screen).not.toContain('Right.1');
  });

  test('sshd, with a terminal', async (context) => {
    const missing = missingSshd() ?? noTsx;
    context.skip(missing !== null, missing ?? '');
    const sshd = await startSshd({ forceCommand: await program() });
    cleanUp.push(sshd.stop);
    const { privateKey, username } = sshd;
    const typist = await overSsh({ ssh: sshd, username, password: '' }, { privateKey });
    expect(await walk(typist)).toContain('Configuration console exit, please retry to log on');
  });
});

test('with a password it asks for user and password; a wrong one three times ends it', async () => {
  const { typist } = await atConsole({ onus: 0, password: 'Right.1' });
  for (let tries = 0; tries < 3; tries++) {
    await typist.until(/>>User name:$/);
    typist.type('admin\r');
    await typist.until(/>>User password:$/);
    typist.type('wrong\r');
  }
  expect(await typist.hungUp()).toContain('Username or password invalid.');
});
