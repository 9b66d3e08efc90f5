import { expect, test } from 'vitest';
import type { CliSession } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import { createCliSeat, type SeatedSession } from './cli-seat.ts';

function seatOfFakes(idleMs?: number, onClose = () => {}) {
  const opened: { usable: boolean; closed: boolean }[] = [];
  const seat = createCliSeat(async () => {
    const state = { usable: true, closed: false };
    opened.push(state);
    const cli = {
      get usable() {
        return state.usable;
      },
      close: async () => {
        state.closed = true;
        onClose();
      },
    } as CliSession;
    return { cli, gate: {} as SeatedSession['gate'] };
  }, idleMs);
  return { seat, opened };
}

test('work queues for the one session', async () => {
  const { seat, opened } = seatOfFakes();
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await Promise.resolve();
    inside -= 1;
  };
  await Promise.all([seat.use(work), seat.use(work), seat.use(work)]);
  expect(most).toBe(1);
  expect(opened).toHaveLength(1);
});

test('a session that has ended is left and replaced', async () => {
  const { seat, opened } = seatOfFakes();
  await seat.use(async () => {});
  (opened[0] as { usable: boolean }).usable = false;
  await seat.use(async () => {});
  expect(opened.map((one) => one.closed)).toEqual([true, false]);
});

test('a read is done once more when the session it found was cut, a change never', async () => {
  const { seat, opened } = seatOfFakes();
  const cutOnce = () => {
    let times = 0;
    return async () => {
      times += 1;
      if (times > 1) return times;
      (opened.at(-1) as { usable: boolean }).usable = false;
      throw oltError('olt.session_closed', { doing: 'test' });
    };
  };
  await seat.use(async () => {});
  await expect(seat.read(cutOnce())).resolves.toBe(2);
  await expect(seat.use(cutOnce())).rejects.toMatchObject({ code: 'olt.session_closed' });
});

test('a read in a session that was just opened is not repeated', async () => {
  const { seat } = seatOfFakes();
  const cut = async () => {
    throw oltError('olt.session_closed', { doing: 'test' });
  };
  await expect(seat.read(cut)).rejects.toMatchObject({ code: 'olt.session_closed' });
});

test('who is cancelled while waiting never runs', async () => {
  const { seat } = seatOfFakes();
  let release = () => {};
  const first = seat.use(
    () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
  );
  const cancel = new AbortController();
  let ran = false;
  const second = seat.use(async () => {
    ran = true;
  }, cancel.signal);
  cancel.abort();
  await expect(second).rejects.toMatchObject({ code: 'olt.aborted' });
  release();
  await first;
  expect(ran).toBe(false);
});

test('a closed seat opens nothing more', async () => {
  const { seat, opened } = seatOfFakes();
  await seat.use(async () => {});
  await seat.close();
  await expect(seat.use(async () => {})).rejects.toMatchObject({ code: 'olt.session_closed' });
  expect(opened.map((one) => one.closed)).toEqual([true]);
});

test('a session that nobody needs for a while is left, and the next work gets another', async () => {
  let left = () => {};
  const leaving = new Promise<void>((resolve) => {
    left = resolve;
  });
  const { seat, opened } = seatOfFakes(5, left);
  await seat.use(async () => {});
  await leaving;
  await seat.use(async () => {});
  expect(opened.map((one) => one.closed)).toEqual([true, false]);
});
