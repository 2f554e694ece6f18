import { Argument, type Command } from 'commander';
import type { ProgramIo } from '../../command-line/program-io.ts';
import { COMPLETION_HELP } from './help.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

export function addCompletionCommand(program: Command, io: ProgramIo): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'the shell that is to complete').choices(SHELLS))
    .description('Print a script that lets a shell complete the command line.')
    .addHelpText('after', COMPLETION_HELP)
    .action(async (shell: Shell) => {
      const { renderCompletion } = await import('./render-completion.ts');
      io.write(renderCompletion(program, shell));
    });
}
