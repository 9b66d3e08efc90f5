import { lookup } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';
import { oltError } from '../../contract/errors.ts';
import { formatEndpoint, type OltTarget } from '../../driver/target.ts';
import { type Finding, failed, ok, skipped } from './finding.ts';

/** More of a greeting than fits a line says nothing more. */
const longestBanner = 80;

/** Looks at the way to a target: its name, its port, and what it says first. Stops at the first that fails. */
export async function examineNetwork(
  target: OltTarget,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Finding[]> {
  const name = await examineName(target);
  if (name.state === 'failed') return [name];
  if (target.kind === 'snmp')
    return [name, skipped('tcp', 'SNMP goes over UDP'), skipped('banner', 'SNMP has none')];
  return [name, ...(await examinePort(target, timeoutMs, signal))];
}

async function examineName({ host, port }: OltTarget): Promise<Finding> {
  try {
    const { address } = await lookup(host);
    return ok('name', address === host ? `${host} is an address` : `${host} is ${address}`);
  } catch (cause) {
    return failed('name', unreachable(formatEndpoint({ host, port }), cause));
  }
}

async function examinePort(target: OltTarget, timeoutMs: number, signal: AbortSignal): Promise<Finding[]> {
  const endpoint = formatEndpoint(target);
  const socket = connect({ host: target.host, port: target.port });
  try {
    await settled(socket, 'connect', timeoutMs, signal);
  } catch (cause) {
    socket.destroy();
    return [failed('tcp', unreachable(endpoint, cause))];
  }
  const open = ok('tcp', `${endpoint} takes connections`);
  try {
    const heard = await settled(socket, 'data', timeoutMs, signal);
    return [open, readBanner(target, heard)];
  } catch (cause) {
    const doing = 'waiting for a login prompt';
    return [open, failed('banner', oltError('olt.timeout', { target: endpoint, doing }, { cause }))];
  } finally {
    socket.destroy();
  }
}

/** What was heard as one line, without the bytes with which Telnet negotiates. */
function readBanner(target: OltTarget, heard: string): Finding {
  const text = heard
    .replace(/\u00ff[\u00fb-\u00fe][\u0000-\u00ff]/g, '')
    .replace(/[^\u0020-\u007e]+/g, ' ')
    .trim();
  const speaksSsh = /^SSH-/.test(text);
  if (speaksSsh === (target.kind === 'ssh'))
    return ok('banner', text === '' ? 'Telnet negotiates' : text.slice(0, longestBanner));
  const reason = speaksSsh ? 'this port speaks SSH' : 'this port does not speak SSH';
  return failed('banner', oltError('olt.unreachable', { target: formatEndpoint(target), reason }));
}

function settled(
  socket: Socket,
  event: 'connect' | 'data',
  ms: number,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const give = (result: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      result();
    };
    const stop = () => give(() => reject(oltError('olt.aborted', { doing: 'connecting' })));
    const late = () => give(() => reject(Object.assign(new RangeError('no answer'), { code: 'ETIMEDOUT' })));
    const timer = setTimeout(late, ms);
    socket.once('error', (error) => give(() => reject(error)));
    socket.once('close', () => late());
    socket.once(event, (data?: Uint8Array) =>
      give(() => resolve(data ? Buffer.from(data).toString('latin1') : '')),
    );
    signal.addEventListener('abort', stop, { once: true });
  });
}

function unreachable(target: string, cause: unknown) {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'the socket failed';
  return oltError('olt.unreachable', { target, reason }, { cause });
}
