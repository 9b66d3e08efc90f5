import { expect, test } from 'vitest';
import type { DeviceFacts } from '../../contract/vendor-driver.ts';
import { identify } from './identify.ts';

const facts = (known: Partial<DeviceFacts>): DeviceFacts => ({
  sysObjectId: '',
  sysDescr: '',
  banner: '',
  ...known,
});

test.each([
  { sysObjectId: '1.3.6.1.4.1.2011.2.999', sysDescr: 'Huawei Integrated Access Software' },
  { sysObjectId: '1.3.6.1.4.1.2011.2.123' },
  { banner: '  Huawei Integrated Access Software (MA5800).\n  Copyright(C) Huawei' },
  { banner: '\r\n\r\n>>User name:' },
])('an OLT: %o', (known) => {
  expect(identify(facts(known))).toBe(true);
});

test.each([
  // An MDU describes itself in the same words; its sysObjectID is in a public walk.
  { sysObjectId: '1.3.6.1.4.1.2011.2.185', sysDescr: 'Huawei Integrated Access Software' },
  { banner: '  Huawei Integrated Access Software (MA5620).' },
  { sysDescr: 'Huawei Integrated Access Software' },
  { sysDescr: 'Huawei Versatile Routing Platform Software' },
  { banner: 'Username:' },
  {},
])('not an OLT of this family: %o', (known) => {
  expect(identify(facts(known))).toBe(false);
});
