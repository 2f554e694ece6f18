import { Argument, type Command, Option } from 'commander';
import { jsonOption } from '../../command-line/command-options.ts';
import { createOutput } from '../../command-line/output.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';
import { PDF_HELP } from './help.ts';
import { TEMPLATE_NAMES, type TemplateName } from './template-names.ts';

interface PdfFlags {
  readonly json: boolean;
  readonly template?: TemplateName;
  readonly data?: string;
  readonly language?: string;
  readonly out?: string;
  readonly open: boolean;
}

export function addPdfCommand(program: Command, io: ProgramIo): void {
  program
    .command('pdf')
    .addArgument(new Argument('<action>', 'what to do').choices(['preview']))
    .argument(
      '[file]',
      'JSON file with the inputs of the connector, or with the data of --template; or a Word file (.docx)',
    )
    .description('Show the pages of a PDF before a process makes it.')
    .addOption(new Option('--template <name>', 'ready template that the data is for').choices(TEMPLATE_NAMES))
    .option('--data <file>', 'JSON file with the values that a Word file names')
    .option('--language <tag>', 'language of a ready template or Word file, e.g. de-DE')
    .option('--out <file>', 'PDF file to write (by default a temporary one)')
    .option('--no-open', 'print the path of the file only')
    .addOption(jsonOption())
    .addHelpText('after', PDF_HELP)
    .action(async (_action: string, file: string | undefined, { json, ...flags }: PdfFlags) => {
      const { runPdfPreview } = await import('./run.ts');
      const { environment, stop } = io;
      await runPdfPreview({
        ...flags,
        file,
        open: flags.open && !json,
        environment,
        signal: stop,
        output: createOutput(io, { json }),
      });
    });
}
