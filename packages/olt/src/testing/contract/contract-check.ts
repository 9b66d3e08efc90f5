/** One thing that must hold of a driver. */
export interface ContractCheck {
  /** What is looked at: a screen, an operation, the driver. */
  readonly group: string;
  readonly title: string;
  /** Why it cannot be looked at here; null when it can. */
  readonly skip: string | null;
  /** @throws FieldError `testing.contract_broken`, `testing.no_recorded_case`, or what the driver throws */
  run(): Promise<void>;
}
