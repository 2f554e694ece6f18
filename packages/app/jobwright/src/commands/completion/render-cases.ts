import type { CompletedOption, CompletedValues, Completions } from './list-completions.ts';

/** In single quotes, as bash and zsh read them. */
export const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The word that the scripts for bash and zsh tell values by: `files`, `folders`, `unknown`, or `words` and the words. */
const renderValues = (values: CompletedValues): string =>
  quote(values.kind === 'words' ? `words ${values.words.join(' ')}` : values.kind);

/** Cases of the shell that set `values` and `variadic` by `"$command $word"`, for each option that takes a value. */
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

/** Of the shell: takes one `$word` before the cursor into account in `command`, `values` and `variadic`. */
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
        fi
        ;;
    esac`;

/** Cases that set `values` by `"$command"`, for each command that takes arguments. */
export const renderArgumentCases = ({ commands }: Completions): readonly string[] =>
  commands.flatMap(({ name, argument }) =>
    argument === undefined ? [] : [`${quote(name)}) values=${renderValues(argument)} ;;`],
  );

/** A case for each command, with what is made of its options. */
export const renderByCommand = (
  { options, commands }: Completions,
  render: (options: readonly CompletedOption[]) => string,
): readonly string[] =>
  [{ name: '', options }, ...commands].map(
    (command) => `${quote(command.name)}) ${render(command.options)} ;;`,
  );

export const indent = (lines: readonly string[], spaces: number): string =>
  lines.map((line) => `${' '.repeat(spaces)}${line}`).join('\n');
