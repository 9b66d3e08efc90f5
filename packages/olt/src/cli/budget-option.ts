import type { ReadBudget } from '../contract/snmp.ts';
import { wholeNumber } from './arguments.ts';

const variables = wholeNumber('--budget', 20, 100_000_000);

/** What `--budget` takes. @throws FieldError `cli.bad_argument` */
export function budgetOption(value: string): ReadBudget {
  return value === 'gentle' || value === 'full' ? value : variables(value);
}

/** What is said where reads may ask as much as the OLT bears. */
export const fullBudgetWarning =
  'with --budget full reads ask as much as the OLT bears; line cards have crashed under such polling: use it in a maintenance window';
