import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { vendors } from '../../../src/vendors/index.ts';
import zte from '../../../src/vendors/zte/index.ts';
import { missingRecording, recordingsFolder } from '../../rigs/recordings.ts';

const missing = missingRecording('zte');
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

interface Recorded {
  readonly file: string;
  readonly sysDescr: string;
  readonly sysObjectId: string;
}

/** Every recording that says whose it is: walks in each of their spellings. */
function recordedFacts(): Recorded[] {
  const files = readdirSync(recordingsFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:snmprec|snmpwalk|txt|walk)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return files.flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    const rec = (oid: string) => {
      const [, type = '', value = ''] =
        new RegExp(`^${oid.replaceAll('.', '\\.')}\\|([^|]*)\\|(.*)$`, 'm').exec(text) ?? [];
      return type.endsWith('x') ? Buffer.from(value, 'hex').toString('latin1') : value;
    };
    const sysDescr = rec('1.3.6.1.2.1.1.1.0');
    const sysObjectId = rec('1.3.6.1.2.1.1.2.0');
    if (sysDescr === '' && sysObjectId === '') return [];
    return [{ file: relative(recordingsFolder, path), sysDescr, sysObjectId }];
  });
}

const recorded = missing ? [] : recordedFacts();

test('there is something to tell apart', () => {
  expect(recorded.length).toBeGreaterThan(15);
  expect(recorded.filter(({ file }) => file.startsWith('zte/'))).toHaveLength(1);
});

test.each(recorded)('$file: ours only where it is ours', ({ file, sysDescr, sysObjectId }) => {
  const expected = file.startsWith('zte/') ? 'c3xx' : null;
  expect(zte.identify({ sysObjectId, sysDescr, banner: '' })).toBe(expected);
  // By its description alone, for agents that hide their sysObjectID.
  expect(zte.identify({ sysObjectId: '', sysDescr, banner: '' })).toBe(expected);
});

test('no vendor claims another one: at most one of all for each recording', async () => {
  const drivers = await Promise.all(Object.values(vendors).map((load) => load()));
  for (const { file, sysDescr, sysObjectId } of recorded) {
    const claims = drivers.filter(
      (driver) => driver.identify({ sysObjectId, sysDescr, banner: '' }) !== null,
    );
    expect(claims.length, file).toBeLessThanOrEqual(1);
    for (const claim of claims) expect(file.startsWith(`${claim.vendor}/`), file).toBe(true);
  }
});

const greetings = [
  ['zte/cli-c6xx/c600_login_banner_raw.txt', 'zte', 'c6xx'],
  ['zte/cli-c6xx/c600_banner_then_show_gpon_onu_state.txt', 'zte', 'c6xx'],
  ['huawei/other/ma5800_login_banner_and_prep.raw', 'huawei', 'smartax'],
  ['huawei/other/ma5800_r022_session_errors.raw', 'huawei', 'smartax'],
] as const;

test.each(greetings)('%s greets as %s', async (file, vendor, profile) => {
  const banner = readFileSync(join(recordingsFolder, file), 'utf8');
  for (const load of Object.values(vendors)) {
    const driver = await load();
    const claimed = driver.identify({ sysObjectId: '', sysDescr: '', banner });
    expect(claimed, driver.vendor).toBe(driver.vendor === vendor ? profile : null);
  }
});
