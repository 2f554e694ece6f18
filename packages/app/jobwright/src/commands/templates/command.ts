import type { Command } from 'commander';
import { jsonOption } from '../../command-line/command-options.ts';
import { createOutput } from '../../command-line/output.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';
import { TEMPLATES_HELP } from './help.ts';

interface TemplatesFlags {
  readonly out: string;
  readonly json: boolean;
}

export function addTemplatesCommand(program: Command, io: ProgramIo): void {
  program
    .command('templates')
    .argument(
      '[names-or-paths...]',
      'packages, folders or modules, also TypeScript (default: the bundled connectors)',
    )
    .description('Write the element templates of connectors for the modeler.')
    .option('--out <folder>', 'folder to write to', '.camunda/element-templates')
    .addOption(jsonOption())
    .addHelpText('after', TEMPLATES_HELP)
    .action(async (namesAndPaths: readonly string[], { out, json }: TemplatesFlags) => {
      const { runTemplatesCommand } = await import('./run.ts');
      await runTemplatesCommand({ namesAndPaths, folder: out, output: createOutput(io, { json }) });
    });
}
