import type { FieldError } from '@field/core';
import type { CliSession } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import type { SnmpSession } from '../contract/snmp.ts';
import type { OltSessions, SessionKind } from '../contract/vendor-driver.ts';
import type { CliSeat } from './cli-seat.ts';
import type { DetectedVendor } from './detect-vendor.ts';
import type { ReadOptions } from './olt.ts';

/** The sessions there are to one OLT, and what operations can be carried out over them. */
export class OperationSessions {
  readonly #detected: DetectedVendor;
  readonly #seat: CliSeat | null;
  readonly #snmp: SnmpSession | null;

  constructor(detected: DetectedVendor, seat: CliSeat | null, snmp: SnmpSession | null) {
    this.#detected = detected;
    this.#seat = seat;
    this.#snmp = snmp;
  }

  has(kind: SessionKind): boolean {
    return (kind === 'cli' ? this.#seat : this.#snmp) !== null;
  }

  /** Whether there is every session this operation needs. */
  suffice({ needs }: { readonly needs: readonly SessionKind[] }): boolean {
    return needs.every((kind) => this.has(kind));
  }

  unsupported(operation: string): FieldError {
    const { driver, profile } = this.#detected;
    return oltError('olt.unsupported_operation', {
      operation,
      vendor: `${driver.vendor} (${profile.name})`,
      sessions: (['cli', 'snmp'] as const).filter((kind) => this.has(kind)).join(' + '),
    });
  }

  /** What an operation gets. */
  give(
    cli: CliSession | null,
    { signal, onProgress }: Pick<ReadOptions, 'signal' | 'onProgress'>,
  ): OltSessions {
    const snmp = this.#snmp;
    const unsupported = (kind: SessionKind) => this.unsupported(kind);
    return {
      get cli() {
        if (!cli) throw unsupported('cli');
        return cli;
      },
      get snmp() {
        if (!snmp) throw unsupported('snmp');
        return snmp;
      },
      signal,
      progress: (done, total, what) => onProgress?.(done, total, what),
    };
  }
}
