import type { CompletedOption, CompletedValues, Completions } from './list-completions.ts';

/** Quotes text for bash and zsh. */
export const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * How the scripts for bash and zsh encode values: `files`, `folders`, `unknown`, or `words` followed by the
 * words.
 */
const renderValues = (values: CompletedValues): string =>
  quote(values.kind === 'words' ? `words ${values.words.join(' ')}` : values.kind);

/** Shell cases that set `values` and `variadic` by `"$command $word"`, for each option with a value. */
function renderOptionCases({ options, commands }: Completions): readonly string[] {
  const all = [{ name: '', options }, ...commands];
  return all.flatMap((command) =>
    command.options.flatMap((option) => {
      if (option.value === undefined) return [];
      const patterns = option.flags.map((flag) => quote(`${command.name} ${flag}`)).join(' | ');
      return [
        `${patterns}) values=${renderValues(option.value)} variadic=${option.isVariadic ? 'yes' : ''} ;;`,
      ];
    }),
  );
}

/** A shell pattern of the commands in groups. */
const renderGroups = ({ commands }: Completions): string =>
  commands
    .filter(({ name }) => name.includes(' '))
    .map(({ name }) => quote(name))
    .join(' | ');

/** Shell code that updates `command`, `values` and `variadic` for one `$word` before the cursor. */
export const renderWordCase = (completions: Completions): string =>
  `    case $word in
      -*)
        values= variadic=
        case "$command $word" in
${indent(renderOptionCases(completions), 10)}
        esac
        ;;
      *)
        if [[ -n $values ]]; then
          [[ -n $variadic ]] || values=
        elif [[ -z $command ]]; then
          command=$word
        else
          case "$command $word" in
            ${renderGroups(completions)}) command="$command $word" ;;
          esac
        fi
        ;;
    esac`;

/** Shell cases that set `values` by `"$command"`, for each command with arguments. */
export const renderArgumentCases = ({ commands }: Completions): readonly string[] =>
  commands.flatMap(({ name, argument }) =>
    argument === undefined ? [] : [`${quote(name)}) values=${renderValues(argument)} ;;`],
  );

/** One shell case for each command, rendered from its options. */
export const renderByCommand = (
  { options, commands }: Completions,
  render: (options: readonly CompletedOption[]) => string,
): readonly string[] =>
  [{ name: '', options }, ...commands].map(
    (command) => `${quote(command.name)}) ${render(command.options)} ;;`,
  );

export const indent = (lines: readonly string[], spaces: number): string =>
  lines.map((line) => `${' '.repeat(spaces)}${line}`).join('\n');
