import type { CommandLine } from './command-line.ts';
import { findClosestName } from './find-closest-name.ts';
import { runSeveral } from './run-several.ts';

/** Runs what `args` name and gives the exit code: 2 for a name that is not known. */
export async function runCommandLine(line: CommandLine, args: readonly string[]): Promise<number> {
  const { choices, write = console.log, complain = console.error } = line;
  const isOption = (arg: string): boolean => arg.startsWith('-');
  const [first = ''] = args;
  if (first === '--help' || first === '-h' || (args.length === 0 && line.unnamed === undefined)) {
    write(renderHelp(line));
    return 0;
  }
  const given = line.several ? args.filter((arg) => !isOption(arg)) : args.slice(0, isOption(first) ? 0 : 1);
  const names = given.length === 0 ? (line.unnamed ?? []) : given;
  const unknown =
    names.find((name) => !Object.hasOwn(choices, name)) ?? (names.length === 0 ? first : undefined);
  if (unknown !== undefined) {
    const closest = findClosestName(unknown, Object.keys(choices));
    const hint = closest === undefined ? '' : ` Did you mean ${closest}?`;
    complain(`There is no ${unknown}.${hint} See ${commandOf(line.usage)} -- --help.`);
    return 2;
  }
  const rest = line.several ? args.filter(isOption) : args.slice(given.length);
  if (names.length === 1) return (await choices[names[0] ?? '']?.run(rest)) ?? 2;
  return runSeveral({ ...line, write, complain }, names, rest);
}

const commandOf = (usage: string): string => usage.split(/ -- | \[/)[0] ?? usage;

function renderHelp({ usage, about, choices, examples }: CommandLine): string {
  const width = Math.max(...Object.keys(choices).map((name) => name.length));
  const rows = Object.entries(choices).map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`);
  return [usage, '', about, '', ...rows, '', 'Examples:', ...examples.map((each) => `  ${each}`)].join('\n');
}
