import type { CaseTerminal } from '../../../contract/vendor-cases.ts';

const prepared = ['undo smart', 'scroll', 'infoswitch cli OFF'].map((command) => ({
  expect: command,
  emit: `${command}\n\nOLT01#`,
}));

/** An MA5800, whose smart mode asks before each command and prints it once more. */
export const terminal: CaseTerminal = {
  opening: [
    { emit: '\n  Huawei Integrated Access Software (MA5800).\n\nOLT01>' },
    { expect: 'enable', emit: 'enable\n\nOLT01#' },
    ...prepared,
  ],
  prompt: 'OLT01#',
  promptAfter(command, before) {
    if (command === 'config') return 'OLT01(config)#';
    if (command.startsWith('interface ')) return `OLT01(config-if-${command.slice(10).replace(' ', '-')})#`;
    if (command === 'quit') return before === 'OLT01(config)#' ? 'OLT01#' : 'OLT01(config)#';
    return before;
  },
  answer: (command, reply, prompt) => [
    { expect: command, emit: `${command}\n{ <cr>||<K> }:` },
    { expect: '', emit: `\n\n  Command:\n          ${command}\n${reply}\n\n${prompt}` },
  ],
};
