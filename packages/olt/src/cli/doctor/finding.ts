import type { FieldError } from '@field/core';

/** What is looked at on the way to an OLT, in the order in which one needs the other. */
export const doctorSteps = [
  'name',
  'tcp',
  'banner',
  'host key',
  'login',
  'prompt',
  'privileges',
  'snmp',
] as const;
export type DoctorStep = (typeof doctorSteps)[number];

/** What came of one step. */
export interface Finding {
  readonly step: DoctorStep;
  readonly state: 'ok' | 'failed' | 'skipped';
  /** What was seen, or why it was not looked at. */
  readonly detail: string;
  /** Why it failed. */
  readonly error?: FieldError;
}

export const ok = (step: DoctorStep, detail: string): Finding => ({ step, state: 'ok', detail });
export const skipped = (step: DoctorStep, detail: string): Finding => ({ step, state: 'skipped', detail });
export const failed = (step: DoctorStep, error: FieldError): Finding => ({
  step,
  state: 'failed',
  detail: error.message,
  error,
});
