import { createSocket } from 'node:dgram';
import { type Measure, median, secondsOf } from '../../../scripts/measure.ts';
import { startDistantAgent } from './rigs/distant-agent.ts';

const onus = 16_384;
const onusPerPort = 128;
const rows = 10;
const inFlight = 32;
const requests = 8_000;

/** HUAWEI-XPON-MIB, columns of the tables 43, 46 and 51, as bytes: 1.3.6.1.4.1.2011.6.128.1.1.2. before them. */
const xpon = [0x2b, 6, 1, 4, 1, 0x8f, 0x5b, 6, 0x81, 0, 1, 1, 2];
const columns = [
  [43, 1, 3],
  [43, 1, 9],
  [46, 1, 15],
  [46, 1, 20],
  [51, 1, 4],
  [51, 1, 6],
];

const tlv = (tag: number, bytes: readonly number[]): number[] =>
  bytes.length < 128
    ? [tag, bytes.length, ...bytes]
    : [tag, 0x82, bytes.length >> 8, bytes.length & 255, ...bytes];
const base128 = (number: number): number[] =>
  number < 128 ? [number] : [...base128(Math.floor(number / 128)).map((byte) => byte | 128), number % 128];

/** A GETBULK of ten rows of all columns, somewhere in the table. */
function request(id: number): Buffer {
  const onu = (id * 7_919) % onus;
  const port = Math.floor(onu / onusPerPort);
  // Seven boards, a gap for the control boards, then the rest.
  const board = Math.floor(port / 16);
  const slot = board < 7 ? board + 1 : board + 3;
  const index = [4_194_304_000 + slot * 8_192 + (port % 16) * 256, onu % onusPerPort].flatMap(base128);
  const names = columns.flatMap((column) => tlv(0x30, [...tlv(6, [...xpon, ...column, ...index]), 5, 0]));
  const fields = [[id >> 24, (id >> 16) & 255, (id >> 8) & 255, id & 255], [0], [rows]].flatMap((bytes) =>
    tlv(2, bytes),
  );
  const pdu = tlv(0xa5, [...fields, ...tlv(0x30, names)]);
  return Buffer.from(tlv(0x30, [2, 1, 1, ...tlv(4, [...Buffer.from('public')]), ...pdu]));
}

/** The simulated OLT's agent on its own socket, asked without reading what it answers. */
export default async function bench(): Promise<Measure[]> {
  const agent = await startDistantAgent(onus);
  const prepared = Array.from({ length: requests }, (_, id) => request(id));
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4_194_304 });
  try {
    const rates: number[] = [];
    const processorRates: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const before = await agent.processorSeconds();
      let next = 0;
      let answers = 0;
      const seconds = await secondsOf(
        () =>
          new Promise((resolve) => {
            const ask = () => socket.send(prepared[next++] as Buffer, agent.direct, agent.host);
            socket.removeAllListeners('message').on('message', () => {
              answers += 1;
              if (next < requests) ask();
              if (answers === requests) resolve();
            });
            for (let at = 0; at < inFlight; at += 1) ask();
          }),
      );
      // The first round warms the agent up.
      if (round === 0) continue;
      const variables = requests * rows * columns.length;
      rates.push(variables / seconds);
      processorRates.push(variables / ((await agent.processorSeconds()) - before));
    }
    const name = 'simulated agent, 60 variables an answer';
    return [
      { name, value: median(rates), unit: 'variables/s' },
      {
        name: `${name}, by the processor time it used`,
        value: median(processorRates),
        unit: 'variables/s',
        atLeast: 150_000,
      },
    ];
  } finally {
    socket.close();
    await agent.stop();
  }
}
