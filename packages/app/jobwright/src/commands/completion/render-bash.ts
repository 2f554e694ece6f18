import { type Completions, listMainCommands } from './list-completions.ts';
import { indent, quote, renderArgumentCases, renderByCommand, renderWordCase } from './render-cases.ts';

/** Also runs on the bash 3.2 of macOS, and needs no bash-completion package. */
export function renderBash(completions: Completions): string {
  const { program } = completions;
  const optionWords = renderByCommand(
    completions,
    (options) => `values=${quote(`words ${options.flatMap(({ flags }) => flags).join(' ')}`)}`,
  );
  return `# bash completion of ${program}
_${program}() {
  local line=\${COMP_LINE:0:COMP_POINT} command= values= variadic= word i
  local -a words
  read -ra words <<< "$line"
  case $line in *[[:space:]]) words+=('') ;; esac
  local last=$((\${#words[@]} - 1))
  local current=\${words[last]}
  for ((i = 1; i < last; i++)); do
    word=\${words[i]}
${renderWordCase(completions)}
  done
  if [[ $current == -* ]]; then
    case $command in
${indent(optionWords, 6)}
      *) values= ;;
    esac
  elif [[ -z $values && -z $command ]]; then
    values=${quote(
      `words ${listMainCommands(completions)
        .map(({ name }) => name)
        .join(' ')}`,
    )}
  elif [[ -z $values ]]; then
    case $command in
${indent(renderArgumentCases(completions), 6)}
    esac
  fi
  COMPREPLY=()
  while IFS= read -r word; do
    [[ -n $word ]] && COMPREPLY+=("$word")
  done < <(
    case $values in
      files) compgen -f -- "$current" ;;
      folders) compgen -d -- "$current" ;;
      'words '*) compgen -W "\${values#words }" -- "$current" ;;
    esac
  )
  case $values in
    files | folders) compopt -o filenames 2> /dev/null ;;
  esac
  # A colon ends a word for bash: the part before the last one is already typed.
  if [[ $current == *:* && $COMP_WORDBREAKS == *:* ]]; then
    COMPREPLY=("\${COMPREPLY[@]#"\${current%"\${current##*:}"}"}")
  fi
}
complete -F _${program} ${program}
`;
}
