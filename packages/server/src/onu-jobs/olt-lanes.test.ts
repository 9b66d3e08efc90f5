import { expect, test } from 'vitest';
import { createOltLanes } from './olt-lanes.ts';

const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
const ref = (jobId: string) => ({ scope, jobId });

/** Work that ends when it is told to. */
function work() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const run = ({ jobId }: { jobId: string }) =>
    new Promise<void>((resolve) => {
      begun.push(jobId);
      ends.push(resolve);
    });
  return { begun, run, end: () => ends.shift()?.() };
}

test('a lane does one after another, in order and each once; who comes to a taken lane is free at once', async () => {
  const lanes = createOltLanes();
  const { begun, run, end } = work();
  const first = lanes.run('centro', ref('1'), run);
  for (const id of ['2', '3', '2']) await lanes.run('centro', ref(id), run);
  const elsewhere = lanes.run('serra', ref('4'), run);
  expect([begun, lanes.has('2'), lanes.has('1')]).toEqual([['1', '4'], true, false]);
  end();
  end();
  await elsewhere;
  expect(begun).toEqual(['1', '4', '2']);
  end();
  await expect.poll(() => begun).toEqual(['1', '4', '2', '3']);
  end();
  await first;
  const again = lanes.run('centro', ref('2'), run);
  expect(begun.at(-1)).toBe('2');
  end();
  await again;
});

test('closed lanes finish what runs, forget what waits and begin nothing', async () => {
  const lanes = createOltLanes();
  const { begun, run, end } = work();
  const first = lanes.run('centro', ref('1'), run);
  await lanes.run('centro', ref('2'), run);
  lanes.close();
  end();
  await first;
  await lanes.run('centro', ref('3'), run);
  expect(begun).toEqual(['1']);
});
