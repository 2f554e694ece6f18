import type { CompletedOption, CompletedValues, Completions } from './list-completions.ts';

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

export function renderFish({ program, options, commands }: Completions): string {
  const complete = (condition: string, rest: string) =>
    `complete -c ${program} -n ${quote(condition)} ${rest}`;
  return [
    `# fish completion of ${program}`,
    `complete -c ${program} -f`,
    ...options.map((option) => complete('__fish_use_subcommand', renderOption(option))),
    ...commands.flatMap(({ name, description, options: own, argument }) => {
      const [group = '', inside] = name.split(' ');
      const isGroup = commands.some((other) => other.name.startsWith(`${name} `));
      const isHere =
        inside === undefined
          ? `__fish_seen_subcommand_from ${name}${isGroup ? `; and not __fish_seen_subcommand_from ${listInside(commands, name)}` : ''}`
          : `__fish_seen_subcommand_from ${group}; and __fish_seen_subcommand_from ${inside}`;
      return [
        ...(inside === undefined
          ? [complete('__fish_use_subcommand', `-a ${name} -d ${quote(description)}`)]
          : []),
        ...own.map((option) => complete(isHere, renderOption(option))),
        ...(argument === undefined ? [] : renderArgument(argument).map((rest) => complete(isHere, rest))),
      ];
    }),
    '',
  ].join('\n');
}

const listInside = (commands: Completions['commands'], group: string): string =>
  commands
    .flatMap(({ name }) => (name.startsWith(`${group} `) ? [name.slice(group.length + 1)] : []))
    .join(' ');

function renderOption({ flags, description, value }: CompletedOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  return [...names, ...(value === undefined ? [] : [renderValue(value)]), `-d ${quote(description)}`].join(
    ' ',
  );
}

function renderValue(values: CompletedValues): string {
  switch (values.kind) {
    case 'files':
      return '-r -F';
    case 'folders':
      return `-x -a '(__fish_complete_directories)'`;
    case 'words':
      return `-x -a ${quote(values.words.join(' '))}`;
    case 'unknown':
      return '-x';
  }
}

function renderArgument(values: CompletedValues): readonly string[] {
  switch (values.kind) {
    case 'files':
      return ['-F'];
    case 'folders':
      return [`-a '(__fish_complete_directories)'`];
    case 'words':
      return [`-a ${quote(values.words.join(' '))}`];
    case 'unknown':
      return [];
  }
}
