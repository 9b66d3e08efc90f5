import { describe, expect, test } from 'vitest';
import { arrivals, open } from './dialogue.ts';

describe.each(arrivals)('in chunks of $chunk with $lineEnd', (arrival) => {
  test('modes are walked up and down, and the prompt says where the session is', async () => {
    const { cli, transport } = await open(
      [
        { expect: 'config', emit: 'config\n\nOLT01(config)#' },
        { expect: 'interface gpon 0/1', emit: 'interface gpon 0/1\n\nOLT01(config-if-gpon-0/1)#' },
        {
          expect: 'display ont info 2 all',
          emit: 'display ont info 2 all\n  one\n\nOLT01(config-if-gpon-0/1)#',
        },
        { expect: 'display port state 2', emit: 'display port state 2\n  two\n\nOLT01(config-if-gpon-0/1)#' },
        { expect: 'quit', emit: 'quit\n\nOLT01(config)#' },
        { expect: 'interface gpon 0/2', emit: 'interface gpon 0/2\n\nOLT01(config-if-gpon-0/2)#' },
        {
          expect: 'display ont info 2 all',
          emit: 'display ont info 2 all\n  three\n\nOLT01(config-if-gpon-0/2)#',
        },
        { expect: 'quit', emit: 'quit\n\nOLT01(config)#' },
        { expect: 'quit', emit: 'quit\n\nOLT01#' },
        { expect: 'display clock', emit: 'display clock\n  four\n\nOLT01#' },
      ],
      arrival,
    );
    const texts: string[] = [];
    const at = (argument: string) => ({ at: { mode: 'interface', argument } });
    texts.push((await cli.run('display ont info 2 all', at('gpon 0/1'))).text);
    texts.push((await cli.run('display port state 2', at('gpon 0/1'))).text);
    expect(cli.mode).toEqual({ mode: 'interface', argument: 'gpon 0/1' });
    texts.push((await cli.run('display ont info 2 all', at('gpon 0/2'))).text);
    texts.push((await cli.run('display clock')).text);
    expect(texts).toEqual(['  one', '  two', '  three', '  four']);
    expect(transport.finished).toBe(true);
  });

  test('a mode that the device silently does not enter is an error, and the command is not sent', async () => {
    const { cli, transport } = await open(
      [
        { expect: 'config', emit: 'config\n\nOLT01(config)#' },
        { expect: 'interface gpon 0/9', emit: 'interface gpon 0/9\n\nOLT01(config)#' },
      ],
      arrival,
    );
    const at = { mode: 'interface', argument: 'gpon 0/9' };
    await expect(cli.run('ont delete 1 1', { at })).rejects.toMatchObject({ code: 'olt.unexpected_reply' });
    expect(cli.usable).toBe(true);
    expect(cli.mode).toEqual({ mode: 'config' });
    expect(transport.finished).toBe(true);
  });
});
