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
  const commands = program.createHelp().visibleCommands(program);
  return [program, ...commands.filter((command) => command.name() !== 'help')].map(describeCommand);
}

function describeCommand(command: Command): CommandHelp {
  const help = command.createHelp();
  const options = help.visibleOptions(command).filter(({ long }) => long !== '--help');
  return {
    name: command.parent === null ? command.name() : `${command.parent.name()} ${command.name()}`,
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
