import { afterEach, expect, test } from 'vitest';
import { type DriverBench, startDriverBench } from '../../driver/simulated-olt.ts';

let bench: DriverBench;
afterEach(() => bench.close());

test.each([
  ['C320', 'telnet'],
  ['C320', 'ssh'],
  ['C600', 'telnet'],
  ['C600', 'ssh'],
] as const)('%s over %s: a wrong password is refused as one, and sent once', async (model, over) => {
  bench = await startDriverBench({ vendor: 'zte', model, onus: 0 });
  await expect(bench.connect(over, { vendor: 'zte', password: 'wrong' })).rejects.toMatchObject({
    code: 'olt.auth_refused',
  });
  expect(bench.lines.filter((line) => line === 'wrong')).toHaveLength(over === 'telnet' ? 1 : 0);
  // Three of them would lock the account.
  await (await bench.connect(over, { vendor: 'zte' })).close();
  expect(bench.simulator.olt.state.accounts.openSessions).toBe(0);
});

test('a family that shows only behind the login is found there, and logged off before', async () => {
  bench = await startDriverBench({ vendor: 'zte', model: 'C600', onus: 2, maxLogins: 1 });
  const olt = await bench.connect('telnet', { vendor: 'zte', budget: 'full' });
  expect(olt.profile).toBe('c6xx');
  expect(await olt.listOnus()).toHaveLength(2);
  // Whoever names a family is taken by the word.
  await olt.close();
  const told = await bench.connect('telnet', { vendor: 'zte', profile: 'c3xx' });
  expect(told.profile).toBe('c3xx');
});
