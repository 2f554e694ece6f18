import { Argument, type Command } from 'commander';
import type { ProgramIo } from '../../command-line/program-io.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

const HELP = `
The script knows commands, options, their values, files and folders, and the job types of the bundled connectors. It starts nothing: make it anew after an
update.

Exit codes: 0 printed, 2 wrong input.

Examples:
  jobwright completion bash > ~/.local/share/bash-completion/completions/jobwright
  jobwright completion zsh > "\${fpath[1]}/_jobwright"
  jobwright completion fish > ~/.config/fish/completions/jobwright.fish
  source <(jobwright completion bash)
`;

export function addCompletionCommand(program: Command, io: ProgramIo): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'the shell that is to complete').choices(SHELLS))
    .description('Print a script that lets a shell complete the command line.')
    .addHelpText('after', HELP)
    .action(async (shell: Shell) => {
      const { renderCompletion } = await import('./render-completion.ts');
      io.write(renderCompletion(program, shell));
    });
}
