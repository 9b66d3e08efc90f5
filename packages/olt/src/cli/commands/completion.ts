import { cliError } from '../cli-error.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { completionScripts } from '../completion-scripts.ts';

const shells = Object.keys(completionScripts);

/** `field-olt completion`: a script that makes the Tab key know this command. */
export function addCompletion(builder: CommandBuilder): void {
  builder.local({
    usage: 'completion <shell>',
    summary: `print a completion script for ${shells.join(', ')}`,
    details: `bash: source <(field-olt completion bash), in ~/.bashrc
zsh:  field-olt completion zsh > "\${fpath[1]}/_field-olt"
fish: field-olt completion fish > ~/.config/fish/completions/field-olt.fish`,
    examples: ['field-olt completion bash', 'field-olt completion zsh', 'field-olt completion fish'],
    async run([shell = ''], { output }) {
      const script = Object.hasOwn(completionScripts, shell) ? completionScripts[shell] : undefined;
      if (!script) throw cliError('cli.bad_argument', { argument: 'shell', reason: shells.join(', ') });
      const text = script(builder.commands());
      output.result({ shell, script: text }, () => text);
    },
  });
}
