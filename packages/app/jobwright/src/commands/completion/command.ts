import { Argument, type Command } from 'commander';
import type { ProgramIo } from '../../command-line/program-io.ts';
import { COMPLETION_HELP } from './help.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

export function addCompletionCommand(program: Command, io: ProgramIo): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'the shell to complete for').choices(SHELLS))
    .description('Print a completion script for a shell.')
    .addHelpText('after', COMPLETION_HELP)
    .action(async (shell: Shell) => {
      const { renderCompletion } = await import('./render-completion.ts');
      io.write(renderCompletion(program, shell));
    });
}
