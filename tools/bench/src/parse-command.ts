import { UsageError } from './benchmark.ts';

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'benchmarkHelp'; readonly name: string }
  | {
      readonly kind: 'run';
      readonly name: string;
      readonly isJson: boolean;
      readonly args: readonly string[];
    };

/** @throws UsageError that says which benchmarks there are */
export function parseCommand(args: readonly string[], names: readonly string[]): Command {
  const wantsHelp = args.includes('--help') || args.includes('-h');
  const [name, ...rest] = args;
  if (name === undefined || name.startsWith('-')) {
    if (wantsHelp) return { kind: 'help' };
    throw new UsageError(`Which benchmark? ${listNames(names)}`);
  }
  if (!names.includes(name)) throw new UsageError(`There is no benchmark ${name}. ${listNames(names)}`);
  if (wantsHelp) return { kind: 'benchmarkHelp', name };
  return {
    kind: 'run',
    name,
    isJson: rest.includes('--json'),
    args: rest.filter((argument) => argument !== '--json'),
  };
}

function listNames(names: readonly string[]): string {
  return `There are: ${names.join(', ')}. Run with --help for examples.`;
}
