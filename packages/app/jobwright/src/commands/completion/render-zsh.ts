import { type CompletedOption, type Completions, listMainCommands } from './list-completions.ts';
import { indent, quote, renderArgumentCases, renderByCommand, renderWordCase } from './render-cases.ts';

const renderItem = (name: string, description: string): string =>
  quote(`${name.replaceAll(':', '\\:')}:${description.replaceAll('\n', ' ')}`);

const renderItems = (options: readonly CompletedOption[]): string =>
  options.flatMap(({ flags, description }) => flags.map((flag) => renderItem(flag, description))).join(' ');

/** Can be sourced, or saved as \`_jobwright\` in a folder of \`fpath\`. */
export function renderZsh(completions: Completions): string {
  const { program } = completions;
  return `#compdef ${program}
_${program}() {
  local command= values= variadic= word current=$words[CURRENT]
  local -a items
  local -i i
  for ((i = 2; i < CURRENT; i++)); do
    word=$words[i]
${renderWordCase(completions)}
  done
  if [[ $current == -* ]]; then
    case $command in
${indent(
  renderByCommand(completions, (options) => `items=(${renderItems(options)})`),
  6,
)}
    esac
    _describe -o option items
    return
  fi
  if [[ -z $values && -z $command ]]; then
    items=(
${indent(
  listMainCommands(completions).map(({ name, description }) => renderItem(name, description)),
  6,
)}
    )
    _describe command items
    return
  fi
  if [[ -z $values ]]; then
    case $command in
${indent(renderArgumentCases(completions), 6)}
    esac
  fi
  case $values in
    files) _files ;;
    folders) _files -/ ;;
    'words '*) compadd -- \${=values#words } ;;
  esac
}
if [[ $funcstack[1] == _${program} ]]; then
  _${program} "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
  compdef _${program} ${program}
fi
`;
}
