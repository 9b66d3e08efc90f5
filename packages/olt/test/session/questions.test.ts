import { describe, expect, test } from 'vitest';
import { alarm, arrivals, open, reply } from './dialogue.ts';

describe.each(arrivals)('in chunks of $chunk with $lineEnd', (arrival) => {
  test('a listed question is answered once and is no part of the reply', async () => {
    const dialogue = [{ pattern: /Are you sure to reset the ONT\(s\)\? \(y\/n\)\[n\]:\s*$/, reply: 'y' }];
    const steps = [
      {
        expect: 'ont reset 2 0',
        emit: 'ont reset 2 0\n  Warning: service stops\n  Are you sure to reset the ONT(s)? (y/n)[n]:',
      },
      { expect: 'y', emit: 'y\n  Reset\n\nOLT01#' },
    ];
    expect(await reply(arrival, 'ont reset 2 0', steps, { dialogue })).toBe(
      '  Warning: service stops\n  Reset',
    );
  });

  test('a question that wraps, and an answer without echo', async () => {
    const dialogue = [{ pattern: /release service virtual port\(s\)\? \(y\/n\)\[n\]:\s*$/, reply: 'y' }];
    const steps = [
      {
        expect: 'undo service-port all',
        emit: 'undo service-port all\n  Are you sure to release service virtual\n  port(s)? (y/n)[n]:',
      },
      { expect: 'y', emit: '\n  Deleting start...\n\nOLT01#' },
    ];
    expect(await reply(arrival, 'undo service-port all', steps, { dialogue })).toBe('  Deleting start...');
  });

  test('an alarm after a question', async () => {
    const dialogue = [{ pattern: /Are you sure\? \(y\/n\)\[n\]:\s*$/, reply: 'y' }];
    const steps = [
      { expect: 'ont reset 2 0', emit: `ont reset 2 0\n  Are you sure? (y/n)[n]:${alarm}` },
      { expect: 'y', emit: 'y\n  Reset\n\nOLT01#' },
    ];
    expect(await reply(arrival, 'ont reset 2 0', steps, { dialogue })).toBe('  Reset');
  });

  test('a question that comes more often than listed is not answered again', async () => {
    const dialogue = [{ pattern: /Are you sure\? \(y\/n\)\[n\]:\s*$/, reply: 'y', atMost: 2 }];
    const asks = '  Are you sure? (y/n)[n]:';
    const { cli, transport } = await open(
      [
        { expect: 'ont reset 2 0', emit: `ont reset 2 0\n${asks}` },
        { expect: 'y', emit: `y\n${asks}` },
        { expect: 'y', emit: `y\n${asks}` },
      ],
      arrival,
    );
    await expect(cli.run('ont reset 2 0', { dialogue })).rejects.toMatchObject({
      code: 'olt.unknown_question',
    });
    expect(transport.closed).toBe(true);
    expect(cli.usable).toBe(false);
  });

  test('a question nobody listed is left unanswered and ends the session', async () => {
    const { cli, transport } = await open(
      [{ expect: 'reboot system', emit: 'reboot system\n  The system will be down\n  Sure? (y/n)[n]:' }],
      arrival,
    );
    const before = transport.sent.length;
    await expect(cli.run('reboot system')).rejects.toMatchObject({
      code: 'olt.unknown_question',
      details: { question: 'The system will be down Sure? (y/n)[n]:', commandSent: true },
    });
    expect(transport.sent.slice(before)).toEqual([{ text: 'reboot system\r', purpose: 'command' }]);
    expect(transport.closed).toBe(true);
    await expect(cli.run('display clock')).rejects.toMatchObject({ code: 'olt.session_closed' });
  });

  test('a row that looks like a question while it is still arriving', async () => {
    const steps = [
      {
        expect: 'display ont autofind all',
        emit: 'display ont autofind all\n   Password: 0x31(1)\n   Password:\n\nOLT01#',
      },
    ];
    expect(await reply(arrival, 'display ont autofind all', steps)).toBe(
      '   Password: 0x31(1)\n   Password:',
    );
  });

  test('logs off from the deepest mode, answers the question and hears the farewell', async () => {
    const { cli, transport } = await open(
      [
        { expect: 'config', emit: 'config\n\nOLT01(config)#' },
        { expect: 'display clock', emit: 'display clock\n\nOLT01(config)#' },
        { expect: 'quit', emit: 'quit\n\nOLT01#' },
        { expect: 'disable', emit: 'disable\n\nOLT01>' },
        {
          expect: 'quit',
          emit: 'quit\n  Check whether system data has been changed. Please save data before\n  logout. Are you sure to log out? (y/n)[n]:',
        },
        { expect: 'y', emit: 'y\n\n  Configuration console exit, please retry to log on\n' },
      ],
      arrival,
    );
    await cli.run('display clock', { at: { mode: 'config' } });
    await cli.close();
    expect(transport.finished).toBe(true);
    expect(transport.closed).toBe(true);
    expect(transport.sent.at(-1)).toEqual({ text: 'y\r', purpose: 'answer' });
  });
});
