/** A command as the Tab key has to know it. */
export interface KnownCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly {
    readonly flag: string;
    readonly takesValue: boolean;
    readonly description: string;
  }[];
}

type Script = (commands: readonly KnownCommand[]) => string;

/** Quotes for a POSIX shell, and for fish, which knows no other escape inside single quotes than these. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const fishQuoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;

const bash: Script = (commands) => `# field-olt for bash
_field_olt() {
  local current=\${COMP_WORDS[COMP_CWORD]} command=\${COMP_WORDS[1]}
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W ${quoted(commands.map(({ name }) => name).join(' '))} -- "$current"))
    return
  fi
  case "$current" in
    -*) ;;
    *) COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  case "$command" in
${commands
  .map(
    ({ name, options }) =>
      `    ${name}) COMPREPLY=($(compgen -W ${quoted(options.map(({ flag }) => flag).join(' '))} -- "$current")) ;;`,
  )
  .join('\n')}
  esac
}
complete -o bashdefault -F _field_olt field-olt`;

const zsh: Script = (commands) => `#compdef field-olt
# field-olt for zsh
_field_olt() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary.replaceAll(':', '\\:')}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2]" in
${commands
  .map(({ name, options }) => {
    const specs = options.map(({ flag, takesValue, description }) => {
      const words = description.replace(/[[\]:\\]/g, '\\$&');
      return quoted(`*${flag}[${words}]${takesValue ? ':value:_files' : ''}`);
    });
    return `    ${name}) _arguments ${[...specs, "'*:argument:_files'"].join(' ')} ;;`;
  })
  .join('\n')}
  esac
}
if [ "$funcstack[1]" = _field-olt ]; then _field_olt "$@"; else compdef _field_olt field-olt; fi`;

const fish: Script = (commands) =>
  [
    '# field-olt for fish',
    ...commands.map(
      ({ name, summary }) =>
        `complete -c field-olt -n __fish_use_subcommand -f -a ${name} -d ${fishQuoted(summary)}`,
    ),
    ...commands.flatMap(({ name, options }) =>
      options.map(
        ({ flag, takesValue, description }) =>
          `complete -c field-olt -n '__fish_seen_subcommand_from ${name}' -l ${flag.replace(/^--/, '')}${takesValue ? ' -r' : ''} -d ${fishQuoted(description)}`,
      ),
    ),
  ].join('\n');

/** What makes a shell's Tab key know the commands and their options, by the shell's name. */
export const completionScripts: Readonly<Record<string, Script>> = { bash, zsh, fish };
