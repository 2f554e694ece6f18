import { type Command, Option } from 'commander';
import { jsonOption } from '../../command-line/command-options.ts';
import { createOutput } from '../../command-line/output.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';
import { TEMPLATES_HELP } from './help.ts';
import { TEMPLATE_ENGINES, type TemplateEngine } from './template-engine.ts';

interface TemplatesFlags {
  readonly engine: TemplateEngine;
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
    .addOption(
      new Option('--engine <engine>', 'what they are for; camunda7 also for Operaton')
        .choices(TEMPLATE_ENGINES)
        .default('camunda8'),
    )
    .addOption(jsonOption())
    .addHelpText('after', TEMPLATES_HELP)
    .action(async (namesAndPaths: readonly string[], { engine, out, json }: TemplatesFlags) => {
      const { runTemplatesCommand } = await import('./run.ts');
      const output = createOutput(io, { json });
      await runTemplatesCommand({ namesAndPaths, engine, folder: out, output });
    });
}
