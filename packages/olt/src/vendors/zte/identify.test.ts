import { expect, test } from 'vitest';
import { identify } from './identify.ts';

const facts = (known: Partial<Parameters<typeof identify>[0]>) => ({
  sysObjectId: '',
  sysDescr: '',
  banner: '',
  ...known,
});
const zte = '1.3.6.1.4.1.3902';

test.each([
  [{ sysObjectId: `${zte}.1082.1001.320.2.1` }, 'c3xx'],
  [{ sysObjectId: `.${zte}.1082.1001.300.2.1` }, 'c3xx'],
  [{ sysObjectId: `${zte}.1082.1001.320.1.2` }, 'c3xx'],
  [{ sysObjectId: `${zte}.1015.300.3.1` }, 'c3xx'],
  [{ sysObjectId: `${zte}.1082.1001.600.1.1` }, 'c6xx'],
  [{ sysObjectId: `${zte}.1082.1001.610.1.1` }, 'c6xx'],
  [{ sysDescr: 'C320 Version V2.1.0 Software, Copyright (c) by ZTE Corporation Compiled' }, 'c3xx'],
  [{ sysDescr: 'ZXA10 C600, ZTE ZXA10 Software Version: V1.2.2' }, 'c6xx'],
  [{ sysDescr: 'ZTE ZXA10 C620 V1.2.1' }, 'c6xx'],
  [{ banner: '***\r\n  Welcome to TITAN series OLT of ZTE Corporation\r\n***\r\nZXAN#' }, 'c6xx'],
  [{ banner: 'Welcome to ZXAN product C320 of ZTE Corporation\r\nUsername:' }, 'c3xx'],
  [{ banner: '\r\nZXAN#' }, 'c3xx'],
  [{ banner: '\r\nZXAN>' }, 'c3xx'],
] as const)('%o', (known, family) => {
  expect(identify(facts(known))).toBe(family);
});

test.each([
  // A ZTE switch: what it says of itself in its sysObjectID counts before all else.
  { sysObjectId: `${zte}.3.100.40.2.1`, sysDescr: 'ZXR10 ROS Version V4.8.35 Software' },
  { sysObjectId: `${zte}.1082.1001.999.1.1` },
  { sysObjectId: '1.3.6.1.4.1.2011.2.123', banner: 'ZXAN#' },
  { sysDescr: 'ZXR10 ROS Version V4.8.35  Software' },
  { banner: 'Username:' },
  { banner: '>>User name:' },
  { banner: 'OLT-A#' },
  {},
])('not an OLT of ours: %o', (known) => {
  expect(identify(facts(known))).toBeNull();
});
