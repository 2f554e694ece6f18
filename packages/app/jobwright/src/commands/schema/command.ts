import type { Command } from 'commander';
import type { ProgramIo } from '../../command-line/program-io.ts';
import { SCHEMA_HELP } from './help.ts';

export function addSchemaCommand(program: Command, io: ProgramIo): void {
  program
    .command('schema')
    .description('Print the JSON Schema of the configuration file.')
    .addHelpText('after', SCHEMA_HELP)
    .action(async () => {
      const { createConfigurationJsonSchema } =
        await import('../../configuration/configuration-json-schema.ts');
      io.write(`${JSON.stringify(createConfigurationJsonSchema(), null, 2)}\n`);
    });
}
