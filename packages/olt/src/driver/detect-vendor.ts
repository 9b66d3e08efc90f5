import { oltError } from '../contract/errors.ts';
import type { SnmpSession } from '../contract/snmp.ts';
import type { Transport } from '../contract/transport.ts';
import type { DeviceFacts, OltProfile, VendorDriver } from '../contract/vendor-driver.ts';
import { Prompts } from '../toolkit/terminal/prompts.ts';
import { vendors } from '../vendors/index.ts';

/** A device's vendor and firmware family. */
export interface DetectedVendor {
  readonly driver: VendorDriver;
  readonly profile: OltProfile;
}

const sysDescr = '1.3.6.1.2.1.1.1.0';
const sysObjectId = '1.3.6.1.2.1.1.2.0';
// A login screen is a page; what is longer is no login screen.
const longestGreeting = 65_536;

/** The names of the vendors this package drives. */
export const vendorNames: readonly string[] = Object.keys(vendors).sort();

/**
 * Loads one vendor's driver by name.
 * @throws FieldError `olt.vendor_unknown`
 */
export async function loadVendor(name: string): Promise<VendorDriver> {
  const load = Object.hasOwn(vendors, name) ? vendors[name] : undefined;
  if (!load) throw oltError('olt.vendor_unknown', { facts: name.slice(0, 60) });
  return load();
}

/** One vendor's profile: the named one, or the vendor's default. @throws FieldError `olt.vendor_unknown` */
export function selectProfile(driver: VendorDriver, name: string = driver.defaultProfile): DetectedVendor {
  const profile = Object.hasOwn(driver.profiles, name) ? driver.profiles[name] : undefined;
  if (!profile) throw oltError('olt.vendor_unknown', { facts: `${driver.vendor} ${name.slice(0, 60)}` });
  return { driver, profile };
}

/**
 * Finds whose device it is from what it says about itself.
 * @throws FieldError `olt.vendor_unknown` when no vendor, or more than one, claims it
 */
export async function detectVendor(facts: Partial<DeviceFacts>): Promise<DetectedVendor> {
  const whole: DeviceFacts = { sysObjectId: '', sysDescr: '', banner: '', ...facts };
  const claims: DetectedVendor[] = [];
  for (const name of vendorNames) {
    const driver = await loadVendor(name);
    const profile = driver.identify(whole);
    if (profile !== null) claims.push(selectProfile(driver, profile));
  }
  const [claim, ...others] = claims;
  if (claim && others.length === 0) return claim;
  const said = [whole.sysObjectId, whole.sysDescr, whole.banner].filter((text) => text.trim() !== '');
  throw oltError('olt.vendor_unknown', { facts: said.join(' / ').replace(/\s+/g, ' ').slice(-300) });
}

/** Asks an SNMP agent who it is. */
export async function detectBySnmp(snmp: SnmpSession, signal?: AbortSignal): Promise<DetectedVendor> {
  const values = await snmp.get([sysObjectId, sysDescr], signal);
  const text = (value: unknown) =>
    value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value ?? '');
  return detectVendor({ sysObjectId: text(values.get(sysObjectId)), sysDescr: text(values.get(sysDescr)) });
}

/**
 * Reads a terminal's greeting until it asks for a login or shows a first prompt, and says whose it is. Nothing is sent.
 * @returns the vendor, and a transport that gives the greeting once more to whoever reads it next
 */
export async function detectByGreeting(
  transport: Transport,
  signal?: AbortSignal,
): Promise<{ readonly detected: DetectedVendor; readonly transport: Transport }> {
  const drivers = await Promise.all(vendorNames.map(loadVendor));
  const expected = drivers.flatMap((driver) => Object.values(driver.profiles)).map(greetingOf);
  let greeting = '';
  let waitsForUs = false;
  while (!waitsForUs && greeting.length < longestGreeting) {
    greeting += await transport.read(signal);
    const lastLine = greeting.slice(Math.max(greeting.lastIndexOf('\r'), greeting.lastIndexOf('\n')) + 1);
    waitsForUs = expected.some((expects) => expects(lastLine));
  }
  const detected = await detectVendor({ banner: `${transport.banner}\n${greeting}` });
  return { detected, transport: resumeTransport(transport, greeting) };
}

/** Whether a last line is one behind which this profile waits for somebody to type. */
function greetingOf({ cli }: OltProfile): (lastLine: string) => boolean {
  if (!cli) return () => false;
  const { user, password } = cli.login;
  // A session may begin above the first mode: a ZXA10 gives a privileged user `#` at once.
  const first = Object.entries(cli.modes).filter(([, mode]) => !mode.changesConfig);
  const prompts = new Prompts({ modes: Object.fromEntries(first) });
  return (line) => user.test(line) || password.test(line) || prompts.match(line) !== null;
}

/** A transport that was opened and listened to already: opening it does nothing, and its first read gives `heard`. */
export function resumeTransport(transport: Transport, heard: string): Transport {
  let pending = heard;
  return {
    kind: transport.kind,
    banner: transport.banner,
    authenticated: transport.authenticated,
    open: async () => {},
    write: (text, purpose) => transport.write(text, purpose),
    close: () => transport.close(),
    async read(signal) {
      if (pending === '') return transport.read(signal);
      const text = pending;
      pending = '';
      return text;
    },
  };
}
