import type { Command } from 'commander';
import { createProgram } from '../program.ts';

/** Help of one command, for generated documentation. */
export interface CommandHelp {
  /** For example `jobwright deploy`. */
  readonly name: string;
  readonly description: string;
  /** For example `jobwright deploy [options] <files...>`. */
  readonly usage: string;
  readonly arguments: readonly HelpEntry[];
  readonly options: readonly HelpEntry[];
  /** Text below the options: environment, exit codes, examples. */
  readonly notes: string;
}

/** An argument or option, with its description. */
export interface HelpEntry {
  readonly name: string;
  readonly description: string;
}

/** Help of the program and of each command, in the order of `--help`. */
export function listCommandHelp(): readonly CommandHelp[] {
  const program = createProgram({
    environment: {},
    version: '0.0.0',
    node: { version: process.versions.node, range: '>=0.0.0' },
    write: () => undefined,
    progress: () => undefined,
    stop: new AbortController().signal,
    lastWords: { render: String, clear: () => undefined },
  });
  return [program, ...listLeaves(program)].map(describeCommand);
}

/** The commands that do something: a group such as `incidents` stands for those in it. */
function listLeaves(command: Command): readonly Command[] {
  const commands = command.createHelp().visibleCommands(command);
  return commands
    .filter((each) => each.name() !== 'help')
    .flatMap((each) => (each.commands.length === 0 ? [each] : listLeaves(each)));
}

const nameOf = (command: Command): string =>
  command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;

function describeCommand(command: Command): CommandHelp {
  const help = command.createHelp();
  const options = help.visibleOptions(command).filter(({ long }) => long !== '--help');
  return {
    name: nameOf(command),
    description: command.description(),
    usage: help.commandUsage(command),
    arguments: help.visibleArguments(command).map((argument) => ({
      name: help.argumentTerm(argument),
      description: help.argumentDescription(argument),
    })),
    options: options.map((option) => ({ name: option.flags, description: help.optionDescription(option) })),
    notes: readNotes(command),
  };
}

function readNotes(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => void (text += part) });
  command.outputHelp();
  return text.slice(command.helpInformation().length).trim();
}
