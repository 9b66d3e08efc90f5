import { randomBytes } from 'node:crypto';
import type { VendorSimulator } from '../contract/vendor-simulator.ts';
import type { Listening, TerminalProgram } from './listening.ts';
import type { SimulatorOptions } from './options.ts';
import { readOptions } from './options.ts';
import { buildOlt, type SimulatedOltHandle } from './simulated-olt-handle.ts';
import { startSnmpAgent } from './snmp/agent.ts';
import { ObjectView } from './snmp/object-view.ts';
import { createTrapSender, type TrapSender, type TrapTarget } from './snmp/trap-sender.ts';
import type { V3User } from './snmp/usm-keys.ts';
import { startSshServer } from './ssh-server.ts';
import { startTelnetServer } from './telnet-server.ts';
import { voices } from './voices.ts';

/** Where one socket of a simulator listens. */
export interface SimulatorEndpoint {
  readonly host: string;
  readonly port: number;
}

/** A running simulator. */
export interface Simulator {
  readonly vendor: string;
  readonly model: string;
  readonly firmware: string;
  readonly ssh: SimulatorEndpoint;
  readonly telnet: SimulatorEndpoint;
  readonly snmp: SimulatorEndpoint;
  readonly username: string;
  readonly password: string;
  readonly community: string;
  readonly v3: V3User;
  /** As OpenSSH writes it, `SHA256:...`; a new key every start. */
  readonly hostKeyFingerprint: string;
  /** The OLT itself: what is on it, and what can be made to happen. */
  readonly olt: SimulatedOltHandle;
  /** Hangs up every session and frees the ports. */
  close(): Promise<void>;
}

/**
 * Starts a simulated OLT on real SSH, Telnet and SNMP sockets of this machine.
 * @throws ValidationError (`core.invalid_input`) naming the option that is wrong
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const settings = readOptions(options);
  const voice = voices[settings.vendor] as VendorSimulator;
  const v3 = {
    ...settings.v3,
    authKey: settings.v3.authKey ?? secretText(),
    privKey: settings.v3.privKey ?? secretText(),
  };
  const secret = {
    username: settings.username,
    password: settings.password ?? secretText(),
  };
  const olt = buildOlt(voice, settings, secret);
  const { state } = olt;
  const program: TerminalProgram = (terminal) => {
    voice.terminal(state, terminal).catch((error: unknown) => {
      terminal.close();
      // A voice that fails is a fault of the simulator: nobody is to take it for a device that hung up.
      queueMicrotask(() => {
        throw error;
      });
    });
  };
  const { host, onLine, lingerMs } = settings;
  const terminal = { onLine, lingerMs };
  const started: Listening[] = [];
  const engineId = engineIdOf(settings.seed);
  const traps =
    settings.traps &&
    createTrapSender(settings.traps as TrapTarget, { community: settings.community, v3, engineId });
  if (traps) sendTraps(voice, olt, traps);
  try {
    const ssh = await startSshServer({
      host,
      port: settings.ports.ssh,
      accounts: state.accounts,
      authorizedKeys: settings.authorizedKeys,
      program,
      terminal,
    });
    started.push(ssh);
    const telnet = await startTelnetServer({ host, port: settings.ports.telnet, program, terminal });
    started.push(telnet);
    const view = new ObjectView(voice.snmpTables(state), () => state.revision);
    const snmp = await startSnmpAgent({
      host,
      port: settings.ports.snmp,
      view,
      community: settings.community,
      v3,
      engineId,
    });
    started.push(snmp);
    const at = ({ port }: Listening): SimulatorEndpoint => ({ host, port });
    return {
      vendor: settings.vendor,
      model: settings.chassis.model,
      firmware: settings.chassis.softwareVersion,
      ssh: at(ssh),
      telnet: at(telnet),
      snmp: at(snmp),
      ...secret,
      community: settings.community,
      v3,
      hostKeyFingerprint: ssh.hostKeyFingerprint,
      olt,
      close: async () => {
        traps?.close();
        await closeAll(started, olt);
      },
    };
  } catch (error) {
    traps?.close();
    await closeAll(started, olt);
    throw error;
  }
}

/** Hexadecimal: a secret that begins with a hyphen would read as an option. */
const secretText = () => randomBytes(12).toString('hex');

/** Huawei's enterprise number, then four octets that are the seed: the same OLT has the same engine. */
function engineIdOf(seed: number): Uint8Array {
  const engineId = Buffer.from('800007db0500000000', 'hex');
  engineId.writeUInt32BE(seed, 5);
  return engineId;
}

function sendTraps(voice: VendorSimulator, olt: SimulatedOltHandle, sender: TrapSender): void {
  olt.subscribe((event) => {
    const trap = voice.trap?.(olt.state, event);
    if (trap) sender.send(trap);
  });
}

async function closeAll(started: readonly Listening[], olt: SimulatedOltHandle): Promise<void> {
  olt.state.close();
  await Promise.all(started.map((listening) => listening.close()));
}
