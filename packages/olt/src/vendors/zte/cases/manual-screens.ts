import type { ScreenCase } from '../../../contract/vendor-cases.ts';
import { address, baseInfo, row, types } from './exchanges.ts';

const [baseInfoCommand, baseInfoText = ''] = baseInfo('c3xx', row(4, 'ZTEGC1192DD7'));
const [typesCommand, typesText = ''] = types;

/** Screens of which no recording is public, written from the manuals. */
export const manualScreens: readonly ScreenCase[] = [
  {
    profile: 'c3xx',
    command: baseInfoCommand,
    text: baseInfoText,
    rows: 1,
    holds: { 0: { address, serialNumber: 'ZTEGC1192DD7' } },
  },
  { profile: 'c3xx', command: typesCommand, text: typesText, rows: 1, holds: { 0: { name: 'F660' } } },
];
