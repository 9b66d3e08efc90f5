import type { CaseTerminal } from '../../../contract/vendor-cases.ts';
import type { FamilyName } from '../identify.ts';

/** The prompts of each family, mode by mode, as their sources show them. */
function terminal(family: FamilyName): CaseTerminal {
  const entered = (command: string): string | null => {
    const [, kind, name = ''] = /^(interface|pon-onu-mng) (\S+)$/.exec(command) ?? [];
    if (kind === 'interface') return family === 'c3xx' ? 'ZXAN(config-if)#' : `ZXAN(config-if-${name})#`;
    if (kind === undefined) return null;
    return family === 'c3xx'
      ? `ZXAN(gpon-onu-mng ${name.slice('gpon-onu_'.length)})#`
      : 'ZXAN(config-gpon-onu-mng)#';
  };
  return {
    opening: [{ emit: '\nZXAN#' }, { expect: 'terminal length 0', emit: 'terminal length 0\nZXAN#' }],
    prompt: 'ZXAN#',
    promptAfter(command, before) {
      if (command === 'end') return 'ZXAN#';
      if (command === 'configure terminal') return 'ZXAN(config)#';
      if (command === 'exit') return before === 'ZXAN(config)#' ? 'ZXAN#' : 'ZXAN(config)#';
      return entered(command) ?? before;
    },
  };
}

export const terminals: Readonly<Record<FamilyName, CaseTerminal>> = {
  c3xx: terminal('c3xx'),
  c6xx: terminal('c6xx'),
};
