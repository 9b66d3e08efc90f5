import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isFieldError } from '@field/core';
import { beforeEach, describe, expect, test } from 'vitest';
import type { DeviceFacts } from '../../src/contract/vendor-driver.ts';
import { detectByGreeting } from '../../src/driver/detect-vendor.ts';
import { detectVendor, vendorNames } from '../../src/index.ts';
import { createReplayTransport, parseWalk } from '../../src/testing/index.ts';
import { missingRecording, recordingsFolder } from '../rigs/recordings.ts';

const missing = missingRecording('PROVENANCE.md') && missingRecording('zte');
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

interface Recording {
  readonly file: string;
  /** The folder it lies in. */
  readonly owner: string;
  readonly facts: Partial<DeviceFacts>;
}

/** What every recording says of its device: an agent's own words, or all that a terminal printed. */
function readRecordings(): readonly Recording[] {
  return readdirSync(recordingsFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(?:LICENSE|[A-Z]+\.md)$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const file = relative(recordingsFolder, path);
      const text = readFileSync(path, 'utf8');
      return { file, owner: file.split('/')[0] ?? '', facts: factsOf(text) };
    });
}

function factsOf(text: string): Partial<DeviceFacts> {
  const [first = ''] = text.trimStart().split('\n', 1);
  if (!/^\.?1\.[\d.]+(?:\|| = )/.test(first)) return { banner: text };
  const about = text.split('\n').filter((line) => /^\.?1\.3\.6\.1\.2\.1\.1\.[12]\.0(?:\|| = )/.test(line));
  const values = parseWalk(about.join('\n'));
  const said = (oid: string) => {
    const value = values.get(oid) ?? '';
    return value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value);
  };
  return { sysDescr: said('1.3.6.1.2.1.1.1.0'), sysObjectId: said('1.3.6.1.2.1.1.2.0') };
}

const recordings = missing ? [] : readRecordings();

async function detected(facts: Partial<DeviceFacts>): Promise<string> {
  try {
    const { driver, profile } = await detectVendor(facts);
    return `${driver.vendor} ${profile.name}`;
  } catch (error) {
    if (!isFieldError(error)) throw error;
    return error.code;
  }
}

test('there is something to tell apart', () => {
  expect(recordings.length).toBeGreaterThan(150);
  expect(recordings.filter(({ facts }) => facts.sysObjectId).length).toBeGreaterThan(15);
  expect(new Set(recordings.map(({ owner }) => owner)).size).toBeGreaterThan(10);
});

describe('every recording is claimed by the vendor it is from, or by nobody', () => {
  const folders = [...new Set(recordings.map(({ owner }) => owner))];
  test.each(folders)('%s', async (folder) => {
    for (const { file, owner, facts } of recordings.filter((one) => one.owner === folder)) {
      const claim = await detected(facts);
      if (claim !== 'olt.vendor_unknown') expect(`${claim} (${file})`).toContain(`${owner} `);
      if (!vendorNames.includes(owner)) expect(claim, file).toBe('olt.vendor_unknown');
      // Agents that hide one of the two: what is left is claimed by the same or by nobody.
      for (const fact of ['sysDescr', 'sysObjectId'] as const) {
        const alone = await detected({ [fact]: facts[fact] ?? '' });
        if (alone !== 'olt.vendor_unknown') expect(alone, `${file}: ${fact} alone`).toBe(claim);
      }
    }
  });
});

test.each([
  ['zte/snmp/c320_v2.1.0_iftable-v1.snmprec', 'zte c3xx'],
  ['zte/cli-c6xx/c600_login_banner_raw.txt', 'zte c6xx'],
  ['zte/cli-c6xx/c600_banner_then_show_gpon_onu_state.txt', 'zte c6xx'],
  ['huawei/other/ma5800_login_banner_and_prep.raw', 'huawei smartax'],
  ['huawei/other/ma5800_r022_session_errors.raw', 'huawei smartax'],
  // No OLT, though the vendor drives some: an MDU, and switches of other vendors.
  ['huawei/librenms/tests/snmpsim/smartax-mdu.snmprec', 'olt.vendor_unknown'],
  ['fiberhome/snmp/fiberhome-switch.snmprec', 'olt.vendor_unknown'],
  ['parks/snmp/parks-switch.snmprec', 'olt.vendor_unknown'],
  ['datacom/snmp/datacom_dm1200e.snmprec', 'olt.vendor_unknown'],
])('%s: %s', async (file, expected) => {
  const recording = recordings.find((one) => one.file === file);
  expect(await detected(recording?.facts ?? {})).toBe(expected);
});

test.each([
  [
    'a ZTE switch',
    { sysObjectId: '1.3.6.1.4.1.3902.3.100.40.2.1', sysDescr: 'ZXR10 ROS Version V4.8.35 Software' },
  ],
  [
    'a Huawei switch',
    {
      sysObjectId: '1.3.6.1.4.1.2011.2.23.339',
      sysDescr: 'S5720-28P-SI-AC Huawei Versatile Routing Platform Software',
    },
  ],
  ['a Huawei MDU by its banner', { banner: 'Huawei Integrated Access Software (MA5626).\r\n' }],
  ['a device that says nothing', {}],
])('%s is refused with what it said', async (_what, facts) => {
  await expect(detectVendor(facts)).rejects.toMatchObject({
    code: 'olt.vendor_unknown',
    details: { facts: Object.values(facts).join(' / ').replace(/\s+/g, ' ') },
  });
});

test.each([1, 7, 65_536])(
  'a greeting tells the vendor before anything is sent, in chunks of %d',
  async (chunk) => {
    for (const [greeting, expected] of [
      ['\n  Huawei Integrated Access Software (MA5800).\n\n>>User name:', 'huawei'],
      ['*******\nWelcome to TITAN series OLT of ZTE Corporation\n*******\nUsername:', 'zte'],
    ] as const) {
      const device = createReplayTransport([{ emit: greeting }], { chunk });
      await device.open();
      const { detected: found, transport } = await detectByGreeting(device);
      expect(found.driver.vendor).toBe(expected);
      expect(device.sent).toEqual([]);
      expect(await transport.read()).toBe(greeting.replaceAll('\n', '\r\n'));
    }
  },
);
