import { Command } from 'commander';
import { PROGRAM_HELP } from './command-line/program-help.ts';
import type { ProgramIo } from './command-line/program-io.ts';
import { addCheckCommand } from './commands/check/command.ts';
import { addCompletionCommand } from './commands/completion/command.ts';
import { addConnectorsCommand } from './commands/connectors/command.ts';
import { addDeployCommand } from './commands/deploy/command.ts';
import { addDevCommand } from './commands/dev/command.ts';
import { addDoctorCommand } from './commands/doctor/command.ts';
import { addIncidentsCommand } from './commands/incidents/command.ts';
import { addInitCommand } from './commands/init/command.ts';
import { addInstancesCommand } from './commands/instances/command.ts';
import { addMigrateCommand } from './commands/migrate/command.ts';
import { addPdfCommand } from './commands/pdf/command.ts';
import { addRunCommand } from './commands/run/command.ts';
import { addSchemaCommand } from './commands/schema/command.ts';
import { addStartCommand } from './commands/start/command.ts';
import { addTemplatesCommand } from './commands/templates/command.ts';
import { addTestCommand } from './commands/test/command.ts';

/** The commands, in the order of `--help`. */
const commands = [
  addStartCommand,
  addRunCommand,
  addDevCommand,
  addTestCommand,
  addCheckCommand,
  addTemplatesCommand,
  addPdfCommand,
  addMigrateCommand,
  addDeployCommand,
  addInstancesCommand,
  addIncidentsCommand,
  addConnectorsCommand,
  addInitCommand,
  addSchemaCommand,
  addDoctorCommand,
  addCompletionCommand,
];

/** Creates the command line. Each command loads its modules when it is called. */
export function createProgram(io: ProgramIo): Command {
  const program = new Command('jobwright')
    .description('Run connectors for Camunda 8, Camunda 7 and Operaton, and processes on your own machine.')
    .version(io.version)
    .exitOverride()
    .showHelpAfterError('Run with --help for options and examples.')
    .addHelpText('after', PROGRAM_HELP);
  for (const addCommand of commands) addCommand(program, io);
  return program;
}
