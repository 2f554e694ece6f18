import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { createProgram } from './program.ts';

const program = createProgram({
  environment: {},
  version: '0.0.0',
  node: { version: '20.19.0', range: '>=20.19.0' },
  write: () => undefined,
  progress: () => undefined,
  stop: new AbortController().signal,
  lastWords: { render: String, clear: () => undefined },
});

function readHelp(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => void (text += part) });
  command.outputHelp();
  return text;
}

/** The lines below `Examples:` that call the command, without variables before and pipes behind it. */
function listExamples(help: string): readonly string[] {
  const lines = help.slice(help.indexOf('\nExamples:\n')).split('\n');
  return lines.flatMap((line) => {
    const call = /\bjobwright (.*?)(?: [|>] .*|\)?)$/.exec(line)?.[1];
    return call === undefined ? [] : [call];
  });
}

const help = program.createHelp();
const commands = help.visibleCommands(program).filter((command) => command.name() !== 'help');

test('the commands are those of the service', () => {
  expect(commands.map((command) => command.name())).toEqual([
    'start',
    'run',
    'dev',
    'test',
    'check',
    'templates',
    'pdf',
    'migrate',
    'deploy',
    'instances',
    'incidents',
    'connectors',
    'init',
    'schema',
    'doctor',
    'completion',
  ]);
});

/** Commands with their names; of a group, those in it. */
const leaves = commands.flatMap((command) =>
  command.commands.length === 0
    ? [[command.name(), command] as const]
    : command.commands.map((inside) => [`${command.name()} ${inside.name()}`, inside] as const),
);

describe.each(leaves)('%s --help', (name, command) => {
  const text = readHelp(command);

  test('describes the command, each argument and each option, with defaults', () => {
    expect(command.description()).toMatch(/^[A-Z].*\.$/);
    for (const argument of command.registeredArguments) expect(argument.description).not.toBe('');
    for (const option of help.visibleOptions(command)) {
      expect(option.description, option.flags).not.toBe('');
      const shown = help.optionDescription(option).replaceAll(/\s+/g, ' ');
      expect(text.replaceAll(/\s+/g, ' ')).toContain(shown);
      if (option.defaultValue !== undefined && option.defaultValue !== false) {
        expect(shown, option.flags).toMatch(/[( ]default:/);
      }
    }
  });

  test('has exit codes and examples of this command, with options that there are', () => {
    expect(text).toContain('\nExit codes: ');
    const examples = listExamples(text);
    expect(examples.length).toBeGreaterThan(0);
    const known = help.visibleOptions(command).map(({ long }) => long);
    for (const example of examples) {
      // A group without a word runs its list.
      expect(example).toMatch(new RegExp(`^${name.replace(' list', '')}\\b`));
      for (const [option] of example.matchAll(/(?<= )--[a-z-]+/g)) expect(known, example).toContain(option);
    }
  });

  test('gives its result as JSON where it has one', () => {
    const hasResult = !['start', 'dev', 'schema', 'completion'].includes(name);
    expect(help.visibleOptions(command).some(({ long }) => long === '--json')).toBe(hasResult);
    if (hasResult) expect(text).toContain('\nWith --json: ');
  });
});
