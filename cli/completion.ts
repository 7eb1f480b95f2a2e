import type { Command, Option } from './lib/command.ts';

/** The shells that complete the words of this command. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** The script by which a shell completes commands, options and their values. */
export function completionFor(shell: Shell, commands: readonly Command[]): string {
  return { bash, zsh, fish }[shell](commands);
}

/** The options of a command, by name. */
const optionsOf = ({ options }: Command): [string, Option][] => Object.entries(options);

/** A text in single quotes, as all three shells take it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function bash(commands: readonly Command[]): string {
  const cases = commands.map((command) => {
    const words = [...optionsOf(command).map(([name]) => `--${name}`), '--help'].join(' ');
    const values = optionsOf(command)
      .filter(([, { oneOf }]) => oneOf)
      .map(([name, { oneOf }]) => `      --${name}) choices=${quoted(oneOf!.join(' '))} ;;`);
    return [
      `    ${command.name})`,
      `      options=${quoted(words)}`,
      ...(command.words ? [`      choices=${quoted(command.words.join(' '))}`] : []),
      ...(values.length > 0 ? ['      case "$before" in', ...values, '      esac'] : []),
      '      ;;',
    ].join('\n');
  });
  return `# leafwise completion bash
_leafwise() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" options='' choices=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W ${quoted([...commands.map(({ name }) => name), '--help', '--version'].join(' '))} -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
    *) COMPREPLY=($(compgen -W "$choices" -- "$word")) ;;
  esac
}
complete -o default -F _leafwise leafwise`;
}

function zsh(commands: readonly Command[]): string {
  const described = (text: string) => text.replace(/[[\]:]/g, (char) => `\\${char}`);
  const cases = commands.map((command) => {
    const specs = optionsOf(command).map(([name, { type, help, value, oneOf, multiple }]) => {
      const end =
        type === 'boolean'
          ? ''
          : `:${value ?? 'value'}:${oneOf ? `(${oneOf.join(' ')})` : value === 'FILE' ? '_files' : ' '}`;
      return quoted(`${multiple ? '*' : ''}--${name}[${described(help)}]${end}`);
    });
    const operands = command.words ? `'*:: :(${command.words.join(' ')})'` : "'*:: :_files'";
    return `    ${command.name}) _arguments ${[...specs, operands].join(' ')} ;;`;
  });
  const names = commands.map(({ name, summary }) => quoted(`${name}:${described(summary)}`));
  return `#compdef leafwise
# leafwise completion zsh
_leafwise() {
  if (( CURRENT == 2 )); then
    local -a names=(${names.join(' ')})
    _describe command names
    return
  fi
  local name=$words[2]
  shift words
  (( CURRENT-- ))
  case $name in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = _leafwise ]; then _leafwise "$@"; else compdef _leafwise leafwise; fi`;
}

function fish(commands: readonly Command[]): string {
  const lines = commands.flatMap((command) => {
    const here = `-n '__fish_seen_subcommand_from ${command.name}'`;
    return [
      `complete -c leafwise -n __fish_use_subcommand -f -a ${command.name} -d ${quoted(command.summary)}`,
      ...optionsOf(command).map(([name, { type, short, help, oneOf, value }]) =>
        [
          `complete -c leafwise ${here} -l ${name}`,
          ...(short === undefined ? [] : [`-s ${short}`]),
          ...(type === 'boolean' ? [] : value === 'FILE' ? ['-r -F'] : ['-x']),
          ...(oneOf ? [`-a ${quoted(oneOf.join(' '))}`] : []),
          `-d ${quoted(help)}`,
        ].join(' '),
      ),
      ...(command.words
        ? [`complete -c leafwise ${here} -f -a ${quoted(command.words.join(' '))}`]
        : []),
    ];
  });
  return ['# leafwise completion fish', ...lines].join('\n');
}
