import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Measure, median } from '../../../scripts/measure.ts';
import type { SimulatedOnu } from '../src/contract/simulated-olt.ts';
import { startSimulator } from '../src/simulator/index.ts';
import { parseOntSummary } from '../src/vendors/huawei/parsers/ont-summary.ts';
import { onuSummaryScreen } from '../src/vendors/huawei/simulator/screens/onu-list-screens.ts';
import { parseBaseInfo } from '../src/vendors/zte/parsers/baseinfo.ts';
import { parseOnuStates } from '../src/vendors/zte/parsers/onu-state.ts';
import { dialectOf } from '../src/vendors/zte/simulator/dialect.ts';
import { baseInfoScreen, stateScreen } from '../src/vendors/zte/simulator/screens/list-screens.ts';

const command = 'display ont info summary 0/1/0';

/** Screens of a port with so many ONUs, and twice as many for what is linear. */
async function makeScreens(): Promise<Readonly<Record<128 | 256, string>>> {
  // As many ONUs as fill every port with 128.
  const simulator = await startSimulator({ onus: 16_384, unauthorized: 0, seed: 1 });
  const { state } = simulator.olt;
  const [first, second] = state.ports.map(({ at }) => ({ at, onus: state.onus(at) }));
  await simulator.close();
  if (!first || !second) throw new Error('the simulated OLT has no ports');
  const more = second.onus.map(
    (onu): SimulatedOnu => ({ ...onu, address: { ...onu.address, onuId: onu.address.onuId + 128 } }),
  );
  const screen = (onus: readonly SimulatedOnu[]) => onuSummaryScreen(state, first.at, onus).join('\n');
  return { 128: screen(first.onus), 256: screen([...first.onus, ...more]) };
}

/** Both screens a list of ONUs is read from, of a port with 128. */
async function makeZteScreens() {
  const simulator = await startSimulator({
    ...{ vendor: 'zte', model: 'C600', onus: 16_384 },
    ...{ unauthorized: 0, seed: 1 },
  });
  const { state } = simulator.olt;
  await simulator.close();
  const dialect = dialectOf(state.chassis);
  const onus = state.onus(state.ports[0]?.at);
  return {
    configured: baseInfoScreen(onus, state, dialect).join('\n'),
    states: stateScreen(onus, dialect).join('\n'),
  };
}

type Parse = (text: string, command: string) => readonly unknown[];

/** Megabytes a second of the processor's time: other programs of the machine do not count. */
function speed(text: string, onus: number, parse: Parse = parseOntSummary): number {
  const times = 40;
  const start = process.cpuUsage();
  for (let time = 0; time < times; time += 1) {
    const rows = parse(text, command);
    if (rows.length !== onus) throw new Error(`${rows.length} of ${onus} rows`);
  }
  const { user, system } = process.cpuUsage(start);
  return (Buffer.byteLength(text) * times) / (user + system);
}

/** What parsers read in a second, and whether a longer reply costs more a byte. */
export default async function bench(): Promise<Measure[]> {
  const screens = await makeScreens();
  const zte = await makeZteScreens();
  // The simulated OLTs are 200 MB that an app which parses does not have: marking them would count as the parsers' time.
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const single: number[] = [];
  const double: number[] = [];
  const configured: number[] = [];
  const states: number[] = [];
  for (let round = 0; round < 25; round += 1) {
    single.push(speed(screens[128], 128));
    double.push(speed(screens[256], 256));
    configured.push(speed(zte.configured, 128, parseBaseInfo));
    states.push(speed(zte.states, 128, parseOnuStates));
  }
  // The first rounds warm up.
  const [one, two] = [median(single.slice(5)), median(double.slice(5))];
  return [
    { name: 'Huawei summary of 128 ONUs', value: one, unit: 'MB/s', atLeast: 30 },
    { name: 'Huawei summary of 256 ONUs', value: two, unit: 'MB/s' },
    { name: 'ZTE configuration of 128 ONUs', value: median(configured.slice(5)), unit: 'MB/s', atLeast: 30 },
    { name: 'ZTE states of 128 ONUs', value: median(states.slice(5)), unit: 'MB/s', atLeast: 30 },
    { name: 'twice the ONUs: time a byte, of that of 128', value: one / two, unit: 'x', limit: 1.25 },
  ];
}
