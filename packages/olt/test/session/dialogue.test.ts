import { describe, expect, test } from 'vitest';
import { openCliSession } from '../../src/session/open-cli-session.ts';
import { createReplayTransport, type ReplayStep } from '../../src/testing/index.ts';
import { testPlatform } from './test-platform.ts';

const login: readonly ReplayStep[] = [
  { emit: '\n\n>>User name:' },
  { expect: 'root', emit: 'root\n>>User password:' },
  {
    expect: 'topsecret',
    emit: '\n\n  Huawei Integrated Access Software (MA5800).\n\n  SSH  10.0.0.233  2024-03-12 12:29:42-04:00  37\n\nOLT01>',
  },
  {
    emit: '\n  Warning: The user password is set by other administrator or NMS, it is\nrecommended to change the password.\n\nOLT01>\n\nOLT01>',
  },
  { expect: 'enable', emit: 'enable\n\nOLT01#' },
];
const logout: readonly ReplayStep[] = [
  { expect: 'disable', emit: 'disable\n\nOLT01>' },
  {
    expect: 'quit',
    emit: 'quit\n  Check whether system data has been changed. Please save data before logout.\n  Are you sure to log out? (y/n)[n]:',
  },
  { expect: 'y', emit: 'y\n\n  Configuration console exit, please retry to log on\n' },
];

describe.each([1, 7, 65_536])('in chunks of %i', (chunk) => {
  describe.each(['\n', '\r\n', '\r\r\n'] as const)('with %j', (lineEnd) => {
    test('logs in, reads through pager, alarm and completion mark, and logs off', async () => {
      const transport = createReplayTransport(
        [
          ...login,
          {
            expect: 'display version',
            emit: 'display version\n{ <cr>||<K> }:',
          },
          {
            expect: '\r',
            emit: "\n\n  Command:\n          display vers\nion\n  VERSION : MA5800V100R022\n  ! RUNNING MAJOR 2024\n  ALARM NAME : x\n  --- END\n  PATCH   :\n---- More ( Press 'Q' to break ) ----",
          },
          {
            expect: ' ',
            emit: '\u001b[37D                                     \u001b[37D  PRODUCT : MA5608T\n\n  Uptime is 20 day(s)\n\nOLT01#',
          },
          ...logout,
        ],
        { chunk, lineEnd, authenticated: false },
      );
      const cli = await openCliSession(transport, testPlatform, { user: 'root', password: 'topsecret' });
      expect(cli.host).toBe('OLT01');
      expect(cli.banner).toContain('MA5800');
      const reply = await cli.run('display version');
      expect(reply).toEqual({
        command: 'display version',
        outcome: 'ok',
        text: '  VERSION : MA5800V100R022\n  PATCH   :\n  PRODUCT : MA5608T\n\n  Uptime is 20 day(s)',
      });
      await cli.close();
      expect(transport.finished).toBe(true);
      expect(transport.closed).toBe(true);
    });
  });
});
