import type { CliPlatform } from '../../src/contract/cli.ts';
import type { ConnectOltOptions } from '../../src/index.ts';
import type { SimulatorOptions } from '../../src/simulator/index.ts';

/** An OLT to be disturbed: how it is simulated and reached, and its words for what goes wrong. */
export interface Voice {
  /** As the page names it. */
  readonly name: string;
  readonly simulator: SimulatorOptions;
  readonly connection: Partial<ConnectOltOptions>;
  /** Whether the driver gets its SNMP agent too. */
  readonly snmp?: true;
  readonly platform: CliPlatform;
  /** Of so many cases of the short run one is played. */
  readonly sparse: number;
  /** What answers its questions with yes. */
  readonly yes: string;
  /** What saves the configuration. */
  readonly save: string;
  /** A line that refuses for a reason nothing can be done about. */
  readonly refusal: string;
  /** A line that refuses and says no more: what makes a plan be taken back. */
  readonly failure: string;
  /** A line that refuses for now. */
  readonly busy: string;
  /** Three alarms nobody asked for. */
  readonly alarms: string;
  /** The pager's mark, and how it is wiped away. */
  readonly pager: { readonly mark: string; readonly wipe: string };
  /** The echo and the reply of a command that was not sent. */
  readonly otherReply: string;
}
