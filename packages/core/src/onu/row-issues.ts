import { isLocalDateTime } from '../schema/checks.ts';
import { isExactTime } from './device-time.ts';
import type { RowIssue } from './onu.ts';
import { tryParseSerialNumber } from './serial-number.ts';

/**
 * What in a device's row is not what it should be: a serial number that is none, a date that cannot be. The row
 * is kept as spelled; these issues mark it. Local times without an offset are no issue.
 */
export function findRowIssues(row: {
  readonly serialNumber?: string | null;
  readonly firstSeenAt?: string | null;
  readonly lastUpAt?: string | null;
  readonly lastDownAt?: string | null;
}): RowIssue[] {
  const issues: RowIssue[] = [];
  if (row.serialNumber != null && !tryParseSerialNumber(row.serialNumber)) {
    issues.push({ field: 'serialNumber', code: 'not_a_serial_number' });
  }
  for (const field of ['firstSeenAt', 'lastUpAt', 'lastDownAt'] as const) {
    const time = row[field];
    if (time != null && !isLocalDateTime(time) && !isExactTime(time)) {
      issues.push({ field, code: 'not_a_date' });
    }
  }
  return issues;
}
