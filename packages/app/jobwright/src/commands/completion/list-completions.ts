import type { Argument, Command, Option } from 'commander';

/** What can be completed where a value is expected. */
export type CompletedValues =
  | { readonly kind: 'files' }
  | { readonly kind: 'folders' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** Nothing: only the user knows the value. */
  | { readonly kind: 'unknown' };

export interface CompletedOption {
  /** `--config`, and its short form `-c` if it has one. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly value: CompletedValues | undefined;
  readonly isVariadic: boolean;
}

export interface CompletedCommand {
  /** `deploy`, or `incidents resolve` of a command in a group. */
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  readonly argument: CompletedValues | undefined;
}

export interface Completions {
  readonly program: string;
  readonly options: readonly CompletedOption[];
  readonly commands: readonly CompletedCommand[];
}

/** Value names in `<...>` that stand for files or folders. */
const FILES: ReadonlySet<string> = new Set(['file', 'files', 'paths', 'names-or-paths']);
const FOLDERS: ReadonlySet<string> = new Set(['folder']);

/**
 * Lists what can be typed, read from the commands themselves. `words` completes values that no command lists
 * (`job-types`).
 */
export function listCompletions(
  program: Command,
  words: Readonly<Record<string, readonly string[]>>,
): Completions {
  const help = program.createHelp();
  const commands = help.visibleCommands(program);
  const known = { ...words, command: commands.map((command) => command.name()) };
  const listOptions = (command: Command) =>
    help.visibleOptions(command).map((option) => completeOption(option, known));
  return {
    program: program.name(),
    options: listOptions(program),
    commands: commands.flatMap((command) => {
      const inside = help.visibleCommands(command).filter((each) => each.name() !== 'help');
      // A group takes the options of its first command, which it runs without a word of its own.
      const [first] = inside;
      const argument: CompletedValues | undefined =
        first === undefined
          ? completeArgument(command.registeredArguments[0], known)
          : { kind: 'words', words: inside.map((each) => each.name()) };
      const own = {
        name: command.name(),
        description: command.description(),
        options: listOptions(first ?? command),
        argument,
      };
      return [
        own,
        ...inside.map((each) => ({
          name: `${command.name()} ${each.name()}`,
          description: each.description(),
          options: listOptions(each),
          argument: completeArgument(each.registeredArguments[0], known),
        })),
      ];
    }),
  };
}

/** The commands that follow the name of the program. */
export const listMainCommands = ({ commands }: Pick<Completions, 'commands'>): readonly CompletedCommand[] =>
  commands.filter(({ name }) => !name.includes(' '));

type Words = Readonly<Record<string, readonly string[]>>;

const completeArgument = (argument: Argument | undefined, words: Words): CompletedValues | undefined =>
  argument === undefined ? undefined : completeValues(argument.name(), argument.argChoices, words);

function completeOption(option: Option, words: Words): CompletedOption {
  const name = /[<[]([^\].>]+)/.exec(option.flags)?.[1];
  return {
    flags: [option.long, option.short].filter((flag) => typeof flag === 'string'),
    description: option.description,
    value: name === undefined ? undefined : completeValues(name, option.argChoices, words),
    isVariadic: option.variadic,
  };
}

function completeValues(name: string, choices: readonly string[] | undefined, words: Words): CompletedValues {
  const listed = choices ?? words[name];
  if (listed !== undefined) return { kind: 'words', words: listed };
  if (FILES.has(name)) return { kind: 'files' };
  return { kind: FOLDERS.has(name) ? 'folders' : 'unknown' };
}
