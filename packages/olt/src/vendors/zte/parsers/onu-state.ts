import type { Onu, OnuAddress } from '@field/core';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed } from '../../../toolkit/lines.ts';
import { onuIn } from '../address.ts';
import { type Phase, readPhase } from '../phases.ts';
import { cellsOf, readTableLines } from './table.ts';

/** How one ONU does. */
export interface OnuState extends Phase {
  readonly address: OnuAddress;
  readonly adminState: Onu['adminState'];
  /** The device's word: `working`, `LOS`, `syncMib`. */
  readonly phase: string;
}

const header = /^\s*OnuIndex\s+Admin State\s.*Phase State/i;
/** Online and all. It also says that the list is complete. */
export const stateFooter = /^\s*ONU Number\s*:\s*(\d+)\/(\d+)\s*$/i;

/**
 * States of ONUs, from `show gpon onu state [<port>] [<id>]`. Firmware differs in its columns and in how it spells the ONU, so the
 * header tells where the phase is. A count, where there is one, must fit.
 */
export function parseOnuStates(text: string, command: string): OnuState[] {
  const table = readTableLines(text, header, command);
  if (table.before[0] !== undefined) throw parseFailed(command, table.before[0]);
  const columns = table.header.trim().split(/\s{2,}/);
  const phaseAt = columns.findIndex((column) => /^Phase State$/i.test(column));
  const states: OnuState[] = [];
  let counted = 0;
  for (const row of table.rows) {
    const total = stateFooter.exec(row)?.[2];
    if (total !== undefined) {
      if (Number(total) !== states.length - counted) throw parseFailed(command, row);
      counted = states.length;
      continue;
    }
    const cells = cellsOf(row);
    const phase = cells[phaseAt];
    if (cells.length !== columns.length || phase === undefined) throw parseFailed(command, row);
    states.push({
      address: onuIn(cells[0], command, row),
      adminState: readAdminState(cells[1]),
      phase,
      ...readPhase(phase),
    });
  }
  // Behind the last count nothing may follow that it does not count.
  if (counted > 0 && counted !== states.length) throw parseFailed(command, table.rows.at(-1) ?? '');
  return states;
}

export function readAdminState(word: string | null | undefined): Onu['adminState'] {
  if (word === 'enable') return 'enabled';
  return word === 'disable' ? 'disabled' : 'unknown';
}

export const onuStateScreen: ScreenParser = {
  title: 'show gpon onu state [<port>] [<id>]',
  command: /^show gpon onu state(?: gpon[-_]olt[-_]\S+(?: \d{1,3})?)?$/,
  parse: parseOnuStates,
};
